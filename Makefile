# The kit's front door. `make` alone lists what there is.
# Everything lives in .venv; nothing outside this folder is changed (except by `make test`, which may
# ask the system's package manager for Chromium and PostgreSQL, and says so).

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The first Python on the path that is new enough; override with `make PYTHON=/path/to/python …`.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	if "$$p" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then command -v "$$p"; break; fi; done)

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
READY_BENCH := $(VENV)/.ready-bench

# A folder for what test runs write, so that nobody's own workshops are touched.
SCRATCH = $(shell mktemp -d)

.PHONY: help
help: ## list what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: workshop
workshop: $(READY) ## set up, start the kit with the sample workshop, print the facilitator's link; LAN=1 lets phones in
	@exec $(BIN)/cjm serve --sample $(if $(LAN),--lan) $(ARGS)

.PHONY: setup
setup: $(READY) ## make .venv with the locked versions and this package
	@echo "Ready. Start the kit with: make workshop"

.PHONY: setup-dev
setup-dev: $(READY_DEV) ## the same with what tests and checks need
	@echo "Ready. Check your work with: make check, make test"

.PHONY: lab
lab: $(READY) ## open JupyterLab on the notebooks
	@exec $(BIN)/cjm lab $(ARGS)

.PHONY: test
test: $(READY_DEV) ## run every test: unit, notebooks, browser
	@.ci/packages
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/browser $(ARGS)
	@$(MAKE) --no-print-directory test-browser test-notebooks

# On its own: the browser's driver keeps an event loop in its thread, in which no other can be run.
.PHONY: test-browser
test-browser: $(READY_DEV) ## run the browser's tests
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/browser $(ARGS)

.PHONY: test-notebooks
test-notebooks: $(READY_DEV) ## run every notebook from top to bottom
	@if ls notebooks/*.ipynb >/dev/null 2>&1; then \
		scratch=$(SCRATCH) && trap 'rm -rf "$$scratch"' EXIT && \
		CJM_DATA="$$scratch" IPYTHONDIR="$$scratch/ipython" $(BIN)/python -m pytest -p no:cacheprovider \
			--nbval-lax --nbval-current-env --nbval-cell-timeout=60 notebooks; \
	else echo "no notebooks yet"; fi

.PHONY: check
check: check-python check-notebooks check-frontend ## lint, types, layers, notebooks, front end, sources

.PHONY: check-python
check-python: $(READY_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_sources.py tests/test_environment.py

.PHONY: check-notebooks
check-notebooks: $(READY_DEV)
	@if ls notebooks/*.ipynb >/dev/null 2>&1; then \
		$(BIN)/nbstripout --verify --keep-id --keep-count notebooks/*.ipynb && echo "notebooks carry no outputs"; fi

.PHONY: check-frontend
check-frontend: frontend/node_modules/.ready
	cd frontend && npm run --silent lint && npm run --silent types && npm run --silent test \
		&& npm run --silent check-build

.PHONY: bundle
bundle: frontend/node_modules/.ready ## build the front end into cjm_widgets
	cd frontend && npm run --silent build

.PHONY: pictures
pictures: $(READY_DEV) ## take a picture of every page, and README's own
	@.ci/packages
	$(BIN)/python -m tests.browser.pictures

.PHONY: schema
schema: $(READY) ## write docs/schema anew from the model
	$(BIN)/python -c 'import json; from cjm_widgets.model.schema import json_schema; \
		print(json.dumps(json_schema(), ensure_ascii=False, indent=2, sort_keys=True))' > docs/schema/new.json
	@mv docs/schema/new.json docs/schema/cjm-1.schema.json

.PHONY: words
words: $(READY_DEV) ## collect the words that people read; build their catalogues
	$(BIN)/python -m tests.words.catalogue

.PHONY: bench
bench: $(READY_DEV) ## measure the store
	$(BIN)/python -m tests.bench.store

.PHONY: setup-bench
setup-bench: $(READY_BENCH)
	@echo "Ready. Measure with: make bench-pages"

.PHONY: bench-pages
bench-pages: $(READY_BENCH) ## measure opening a page: ours, Voila as it comes, and Panel
	@.ci/packages
	$(BIN)/python -m tests.bench.pages $(ARGS)

.PHONY: bench-live
bench-live: $(READY_DEV) ## hold a workshop of forty for five minutes and measure it; ARGS=--faults kills the server meanwhile
	@.ci/packages
	$(BIN)/python -m tests.bench.live $(ARGS)

.PHONY: lock
lock: $(READY) ## choose new versions: rewrite requirements*.lock from pyproject.toml
	scratch=$(SCRATCH) && trap 'rm -rf "$$scratch"' EXIT && \
	$(BIN)/python -m venv "$$scratch/uv" && \
	"$$scratch/uv/bin/python" -m pip --disable-pip-version-check --quiet install uv && \
	lock="$$scratch/uv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url -q" && \
	$$lock pyproject.toml -o requirements.lock && \
	$$lock pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock && \
	$$lock pyproject.toml --extra bench -c requirements-dev.lock -o requirements-bench.lock && \
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' \
		| $$lock - -c requirements-dev.lock -o requirements-build.lock

.PHONY: clean
clean: ## remove .venv and everything that was built (never workshops)
	rm -rf $(VENV) build dist artifacts frontend/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@test -n "$(PYTHON)" || { \
		echo "CJM Widgets needs Python 3.11 or newer with its venv module, and found none." >&2; \
		echo "On Debian or Ubuntu: sudo apt-get install python3 python3-venv. Elsewhere: python.org." >&2; \
		echo "If it lies in an unusual place: make PYTHON=/path/to/python setup" >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON) …"
	@"$(PYTHON)" -m venv $(VENV)

# hatchling, which builds this package, is locked too: nothing is fetched that no lock names.
$(READY): requirements.lock requirements-build.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked versions; the first time takes a minute or two …"
	@$(PIP) install --require-hashes -r requirements.lock -r requirements-build.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(READY_DEV): requirements-dev.lock $(READY)
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(READY_BENCH): requirements-bench.lock $(READY_DEV)
	@$(PIP) install --require-hashes -r requirements-bench.lock
	@touch $@

frontend/node_modules/.ready: frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund
	@touch $@
