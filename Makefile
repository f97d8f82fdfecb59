# Two commands matter: `make run` and `make test`. `make help` lists the others.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export MEDAGORA_HOME ?= var
export UV_NO_CONFIG_WARNING = 1

.DEFAULT_GOAL := help

help:              ## this list
	@grep -E '^[a-z-]+: .*##|^[a-z-]+:  *##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

$(VENV)/.run: requirements/run.txt pyproject.toml
	@$(PYTHON) scripts/setup.py requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml
	@$(PYTHON) scripts/setup.py requirements/dev.txt
	@touch $@ $(VENV)/.run

setup: $(VENV)/.dev  ## make .venv with everything, locked

run: $(VENV)/.run  ## set up if needed, then start the site (PORT=8000)
	@exec $(BIN)/medagora up --port $(PORT)

test: tools $(VENV)/.dev check  ## set up if needed, then run every test
	@$(BIN)/python scripts/run_tests.py

tools:             ## what tests need from Debian: Chromium, PostgreSQL, gettext
	@sh scripts/install_test_tools.sh

check: tools $(VENV)/.dev  ## formatting, lint, types, contracts, translations
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --check .; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy
	@$(BIN)/python scripts/translations.py check

fix: $(VENV)/.dev  ## format, mend lint, refresh the translation files
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	@$(BIN)/python scripts/translations.py update

bench: $(VENV)/.dev  ## speed and memory, as tables
	@for script in bench/[a-z]*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

lock: $(VENV)/.dev  ## lock the dependencies anew
	@$(BIN)/uv pip compile -q pyproject.toml --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --no-header --upgrade -o requirements/run.txt
	@$(BIN)/uv pip compile -q pyproject.toml --group dev --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --no-header --upgrade -o requirements/dev.txt

.PHONY: help setup run test tools check fix bench lock
