# `make` alone says what there is to make. Everything is installed into .venv, once: pip runs again only when
# pyproject.toml or constraints.txt is newer than the stamp in .venv, so a second run needs no network.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
DOCS := $(wildcard README.md docs/*.md docs/commands/*.md)
SCHEMA := docs/inspections.schema.json
# What the docs show must not depend on the terminal of whoever writes it.
COG := env COLUMNS=100 NO_COLOR=1 TERM=dumb TYPER_USE_RICH=0 PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/cog -I tools -p "import cog, os, subprocess; print = cog.outl"
FUZZ_SECONDS ?= 60
MUTANTS ?= ratings_cli.model.* ratings_cli.league.*
BENCH_TOOLS := build/bench/tools

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup table test test-slow test-newest check format docs fuzz mutants bench coverage lock clean

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s%s\n", $$1, $$2}' Makefile

setup: $(VENV)/.dev ## Install the program and the tools to work on it into .venv

table: $(VENV)/.runtime ## Print the league table
	@$(BIN)/ratings table
	@echo; echo "To type it as ratings: source $(VENV)/bin/activate (here and now), or pipx install . (for good)"

test: $(VENV)/.dev ## Run the tests, but for the slowest
	$(BIN)/python -m pytest

test-slow: $(VENV)/.dev ## Run the tests that take long
	$(BIN)/python -m pytest -m slow

test-newest: ## Run the tests with the newest versions that pyproject.toml allows
	rm -rf build/newest
	$(PYTHON) -m venv build/newest
	build/newest/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	build/newest/bin/python -m pytest -m "not browser and not slow"

check: $(VENV)/.dev ## Check the code, the docs and the data set
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(if $(DOCS),$(COG) --check --diff $(DOCS))
	$(BIN)/python tools/data_schema.py --check $(SCHEMA)
	$(BIN)/python tools/output_schema.py docs/outputs.schema.json
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tools/screenshots.py --check
	$(BIN)/ratings check --strict

format: $(VENV)/.dev ## Fix what ruff can fix, and format the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(VENV)/.dev ## Write what the program says into README.md and docs/ again
	$(if $(DOCS),$(COG) -r $(DOCS))
	$(BIN)/python tools/data_schema.py $(SCHEMA)
	$(BIN)/python tools/output_schema.py docs/outputs.schema.json
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tools/screenshots.py

fuzz: $(VENV)/.fuzz ## Feed the program with inputs made to break it, for a while (FUZZ_SECONDS=60)
	$(BIN)/python fuzz/run.py $(FUZZ_SECONDS)

mutants: $(VENV)/.mutants ## Change the code of model/ and league/ in small ways and list what no test notices (MUTANTS=ratings_cli.league.report.*)
	rm -rf mutants
	$(BIN)/mutmut run $(foreach name,$(MUTANTS),"$(name)")
	$(BIN)/mutmut results

bench: $(VENV)/.dev $(BENCH_TOOLS)/.made ## Measure it beside other tools (ARGS=--full for a million rows)
	$(BIN)/python -m benchmarks $(ARGS)

coverage: $(VENV)/.dev ## Run the tests and say which lines they miss
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 0 -m ""
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

lock: ## Choose the newest versions of everything again and write constraints.txt
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check '.[dev,fuzz,mutants,png]'
	{ sed -n '/^#/p;/^#/!q' constraints.txt; \
		build/lock/bin/python -m pip freeze --exclude ratings-cli; } > build/constraints.txt
	mv build/constraints.txt constraints.txt

clean: ## Remove everything that make and the tools have made
	rm -rf $(VENV) build dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests tools fuzz -name __pycache__ -type d -prune -exec rm -rf {} +

# Two stamps: the table needs only what the program itself needs, and is there sooner.
# Compiled here, as an ordinary installation does: where PYTHONDONTWRITEBYTECODE is set, as in many containers, each run
# would compile every module anew.
COMPILE := $(BIN)/python -m compileall -q src

$(VENV)/.runtime: pyproject.toml constraints.txt $(VENV)/.made
	$(PIP_INSTALL) --constraint constraints.txt --editable .
	@$(COMPILE)
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt $(VENV)/.made
	$(PIP_INSTALL) --constraint constraints.txt --editable '.[dev]'
	@$(COMPILE)
	@touch $(VENV)/.runtime $@

# Atheris is not to be had for every system; without it, hypothesis fuzzes alone, and says so.
$(VENV)/.mutants: $(VENV)/.dev
	$(PIP_INSTALL) --constraint constraints.txt --editable '.[dev,mutants]'
	@touch $@

$(VENV)/.fuzz: $(VENV)/.dev
	-$(PIP_INSTALL) --constraint constraints.txt --only-binary atheris --editable '.[dev,fuzz]'
	@touch $@

# What is measured beside the program has an environment of its own. Where it cannot be had, the rest is measured.
$(BENCH_TOOLS)/.made: benchmarks/requirements.txt | $(VENV)/.made
	$(BIN)/python -m venv --clear $(BENCH_TOOLS)
	$(BENCH_TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $< && touch $@ \
		|| echo "some tools to measure beside ratings could not be installed" >&2

$(VENV)/.made:
	@command -v "$(PYTHON)" > /dev/null || { \
		echo "$(PYTHON) was not found: install Python 3.11 or later, or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$$("$(PYTHON)" --version 2>&1) is too old: ratings needs Python 3.11 or later; name one: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2> /dev/null || { \
		echo "$(PYTHON) has no venv or no ensurepip: install them (on Debian and Ubuntu: the package python3-venv)" >&2; exit 1; }
	"$(PYTHON)" -m venv --clear $(VENV)
	@touch $@
