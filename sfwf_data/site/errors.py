"""The error of `sfwf site`."""


class SiteError(ValueError):
    """A site cannot be built from what was given."""

    exit_status = 2
