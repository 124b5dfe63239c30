# Two commands for everyone: make demo, make test. Everything lives in .venv; nothing else on the machine is touched.
PYTHON ?= python3
PORT ?= 8501
JOBS ?= 2
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test lint docs bench bench-durability bench-dashboard clean help

help: ## what there is to make
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] < (3, 14) else "Concord needs Python 3.11 to 3.13: make PYTHON=python3.12 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: $(READY) ## the dashboard on the sample corpus (HEADLESS=1: build, check that it answers, exit)
	$(BIN)/concord demo --port $(PORT) $(if $(HEADLESS),--headless)

test: $(READY) ## all tests that this machine can run (JOBS=1: one after the other)
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile -m "not browser and not alone"
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile -m browser
	$(BIN)/python -m pytest -q -m alone

lint: $(READY) ## style, types and the rooms' one-way street
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(READY) ## the documentation as a site, in site/
	$(BIN)/mkdocs build --strict

bench: $(READY) ## what docs/measurements.md records, measured again
	$(BIN)/python -m benchmarks

bench-durability: $(READY) ## kill -9 300 times on each database, and eight writers beside eight readers on each
	$(BIN)/python -m benchmarks.durability
	$(BIN)/python -m benchmarks.together

bench-dashboard: $(READY) ## the dashboard in a browser on 1,000 studies and 50,000 themes: first page, clicks, memory
	$(BIN)/python -m benchmarks.dashboard

clean: ## forget the environment and everything built
	rm -rf .venv build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
