# make run: the app on the sample (the digest where there is no terminal)
# make test: the tests      make check: style, types, room borders
# make torture: kills, failing calls, power cuts and altered files, at length (about an hour; wants strace)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Byte code is written here and now: where Python is told not to cache it, each start would compile.
COMPILE := $(BIN)/python -m compileall -q analysis seeds store tui

.PHONY: run test check torture format clean

run: $(VENV)/.installed
	@$(COMPILE)
	@$(BIN)/wirecopy

test: $(VENV)/.dev
	@$(BIN)/pytest

check: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

torture: $(VENV)/.dev
	@$(BIN)/python bench/torture.py

format: $(VENV)/.dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("wirecopy needs Python 3.11 or newer; set PYTHON=...") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing wirecopy into $(VENV) (first time only) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . >&2
	@$(COMPILE)
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing wirecopy and its test tools into $(VENV) (first time only) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]' >&2
	@$(COMPILE)
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
