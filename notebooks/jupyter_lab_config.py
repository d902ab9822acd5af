"""JupyterLab on this machine alone: loopback, with its token, no news of others."""

from pathlib import Path

HERE = Path(__file__).resolve().parent

c = get_config()  # noqa: F821 (JupyterLab provides it)

c.ServerApp.ip = "127.0.0.1"
c.ServerApp.allow_remote_access = False
# The whole repository is in sight, README and data too; the first notebook is open.
c.ServerApp.root_dir = str(HERE.parent)
c.LabApp.default_url = "/lab/tree/notebooks/00_start_here.ipynb"
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
c.LabApp.app_settings_dir = str(HERE)  # overrides.json beside this file
