# Two commands do everything on a fresh machine with Python >= 3.11 and Node >= 20:
#   make serve   environment, browser assets, figures, the site on localhost with reload
#   make test    the same environment and the whole suite
# `make test ORACLE=torch` also checks the snippets against PyTorch.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
ADDRESS ?= 127.0.0.1:8000
PYTEST_OPTIONS ?=
# Material's note on the end of MkDocs 1, which the pin on mkdocs<2 has answered.
export NO_MKDOCS_2_WARNING := 1
# The sitemap carries a date: that of the sources, so that the same sources give the same bytes.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || date +%s)

.DEFAULT_GOAL := help
.PHONY: help serve site lint test test-fast figures verify bench lock screenshot clean browser oracle assets computed

help: ## say what there is
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; try make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@# Plain `mkdocs` finds the project's Markdown extension through this.
	$(BIN)/python -c "import pathlib, sysconfig; pathlib.Path(sysconfig.get_path('purelib'), 'three-views.pth').write_text(str(pathlib.Path.cwd()))"
	touch $@

node_modules/.package-lock.json: package.json package-lock.json
	@if command -v npm >/dev/null; then npm ci --no-audit --no-fund --loglevel=error; \
	else echo "npm is missing: install Node 20 or later for the math font, for Python in the browser and for its tests"; fi

assets: $(READY) node_modules/.package-lock.json ## fetch, verify and prepare what the browser loads
	@$(BIN)/python -m scripts.assets

serve: assets ## the site on localhost, reloading on change
	@$(BIN)/python -m scripts.drawing
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

site: assets ## build strictly into site/
	@$(BIN)/python -m scripts.drawing
	@# Aside and then into place: a build that fails leaves the last good site alone.
	$(BIN)/mkdocs build --strict --site-dir build/site
	rm -rf site && mv build/site site

figures: $(READY) ## redraw what is stale; FORCE=1 all of it, NAMES="activations.relu" some of it
	$(BIN)/python -m scripts.drawing $(NAMES) $(if $(FORCE),--force)

verify: $(READY) ## prove that formulas, diagrams and code agree
	$(BIN)/python -m scripts.verify

browser: # the browser of the tests; on Debian and as root it is installed when missing
	@command -v chromium >/dev/null || { \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	  else echo "The browser tests need Chromium on the PATH as 'chromium'."; exit 1; fi; }

oracle: $(READY)
	@test "$(ORACLE)" != torch || $(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0

computed: $(READY)
	@# What is stale, once for both workers; whether all of it agrees, the tests say.
	-@$(BIN)/python -m scripts.verify >/dev/null

test: assets browser oracle computed ## the whole suite
	$(BIN)/python -m pytest -n 2 --durations=25 $(PYTEST_OPTIONS)

test-fast: assets computed ## the part that takes under two minutes
	$(BIN)/python -m pytest -n 2 -m "not slow" $(PYTEST_OPTIONS)

lint: $(READY) ## style and common mistakes
	$(BIN)/ruff check scripts snippets tests

bench: assets browser ## measure builds, pages and live diagrams
	$(BIN)/python -m scripts.bench

screenshot: assets browser ## the picture of the README
	$(BIN)/python -m scripts.bench.screenshot

lock: ## resolve the dependencies again and write their hashes
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	  --python-version 3.11 --extra test pyproject.toml --output-file requirements.txt

clean: ## forget everything that was built
	rm -rf .cache build site docs/assets/fonts
