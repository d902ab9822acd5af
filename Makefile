# Everything a newcomer needs: Python >= 3.11 and make.  `PYTHON=python3.13 make test` picks another interpreter.
PYTHON ?= python3
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2] if sys.version_info >= (3, 11) else "old")' 2>/dev/null)
VENV := .venv-$(VERSION)
BIN := $(VENV)/bin
STAMP := $(VENV)/.made-from-the-lock
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet

.PHONY: help figures site gallery test check lab lint api bench reviewed lock clean python

help: ## show the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

figures: $(STAMP) ## run the notebooks of the default set into figures/
	$(BIN)/sfwf batch

site: figures ## make web pages of them into site/
	$(BIN)/sfwf site

gallery: figures ## small pictures of the default figures for the code host: figures/README.md
	$(BIN)/sfwf site --code-host figures

test: $(STAMP) ## run all tests
	MPLBACKEND=Agg $(BIN)/python -m pytest

check: lint ## the inner loop: style, types, and the tests that take no minute
	MPLBACKEND=Agg $(BIN)/python -m pytest -q -n 2 -m "not slow"

lab: $(STAMP) ## open JupyterLab on this machine alone
	@$(BIN)/python -c 'import matplotlib.font_manager'  # its list of fonts is made here, not with a message in the first notebook
	$(BIN)/jupyter lab --config=notebooks/jupyter_lab_config.py

lint: $(STAMP) ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

api: $(STAMP) ## make a page of the public functions from their docstrings: docs/api/index.html
	$(BIN)/pdoc --docformat numpy -o docs/api sfwf_data sfwf_data.figures sfwf_data.notebook.notebook sfwf_data.notebook.explorer

bench: $(STAMP) ## measure import, load, ingest, batch and site as ratios (takes long)
	$(BIN)/python benchmarks/load.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/site.py

reviewed: $(STAMP) ## sign what people have reviewed in data/ after a change on purpose
	$(BIN)/python -m tests.reviewed

lock: $(STAMP) ## make requirements.lock again from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock

clean: ## remove what make made (the data stays)
	rm -rf .venv-* site docs/api figures/manifest.json figures/summary.json figures/failed figures/[0-9]*

python:
	@case "$(VERSION)" in \
	  "") echo "make: $(PYTHON) was not found; install Python 3.11 or newer, or name it: PYTHON=python3.12 make" >&2; exit 2;; \
	  old) echo "make: $(PYTHON) is older than 3.11; name a newer one: PYTHON=python3.12 make" >&2; exit 2;; \
	esac

# The environment holds just what the lock names, and is made again when the lock or the package's description changes.
$(STAMP): requirements.lock pyproject.toml | python
	@echo "making $(VENV) from requirements.lock (once; a few minutes)"
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@# What a run leaves in a notebook is not committed (.gitattributes names the filter).
	@git config filter.nbstripout.clean '"$(CURDIR)/$(BIN)/python" -m nbstripout --keep-id' 2>/dev/null || true
	@touch $@
