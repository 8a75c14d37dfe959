# Every command a person types. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh

PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
# The locks name everything there is to install. Left to look for dependencies itself, the pip of
# Python 3.11 takes a newer release of what is asked for with extras and then misses its hash.
INSTALL := $(PIP) install --no-deps --require-hashes
# uv takes package addresses from its own settings; the lock holds none.
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url

SOURCES := articles exercises site tests manage.py

.PHONY: help serve test bench check format lock backup restore clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(VENV)/runtime ## Run the site with its worker and scheduler (PORT=8000, DATABASE_URL=postgres://…)
	@exec env PYTHONPATH="$(CURDIR)/site" $(BIN)/python -m config.serving --port $(PORT)

test: $(VENV)/dev ## Run every test: SQLite, PostgreSQL, browser (ARGS="-k word" narrows it)
	@exec $(BIN)/python tests/run.py $(ARGS)

bench: $(VENV)/dev ## Measure pages and search beside nginx (ARGS=--help for options)
	@exec env PYTHONPATH="$(CURDIR)/site" $(BIN)/python -m tests.benchmarks $(ARGS)

check: $(VENV)/dev ## Lint, types, migrations and the architecture, without changing anything
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/djlint templates --check --lint --quiet
	$(BIN)/mypy articles exercises site
	DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/pytest -q tests/test_architecture.py

format: $(VENV)/dev ## Format code and templates, sort imports
	$(BIN)/ruff check --fix --quiet $(SOURCES) || true
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/djlint templates --reformat --quiet || true

lock: $(VENV)/dev ## Lock what requirements/*.in ask for (ARGS=--upgrade takes newer versions)
	$(COMPILE) $(ARGS) requirements/runtime.in -o requirements/runtime.txt
	$(COMPILE) $(ARGS) requirements/dev.in -c requirements/runtime.txt -o requirements/dev.txt

backup: $(VENV)/runtime ## Write database and media into one file under var/backups/
	@$(BIN)/python manage.py backup

restore: $(VENV)/runtime ## Bring back FILE=…; FORCE=1 puts what is there aside and replaces it
	@$(BIN)/python manage.py restore "$(FILE)" $(if $(filter 1,$(FORCE)),--force)

clean: ## Remove the virtual environment and tool caches; var/ with your data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis

# -- installed once, and again when a lock changes ------------------------------------------------
$(BIN)/python:
	@deploy/make-venv $(VENV)

$(VENV)/runtime: requirements/runtime.txt | $(BIN)/python
	@echo "Installing the packages of requirements/runtime.txt."
	@$(INSTALL) -r requirements/runtime.txt
	@touch $@

$(VENV)/dev: requirements/dev.txt | $(BIN)/python
	@echo "Installing the packages of requirements/dev.txt."
	@$(INSTALL) -r requirements/dev.txt
	@touch $@ $(VENV)/runtime
