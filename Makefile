# make run: the app on the sample (the digest where there is no terminal)
# make test: the tests      make check: style, types, room borders
# make torture: kills, failing calls, power cuts, altered files, fuzzed readers, at length (two to three hours; wants
#   strace, and atheris from PyPI in a venv of its own)
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

torture: $(VENV)/.dev $(VENV)/fuzz/.installed
	@$(BIN)/python bench/torture.py

$(VENV)/fuzz/.installed: | $(VENV)/.dev
	@$(BIN)/python -m venv $(VENV)/fuzz
	@$(BIN)/python -c 'import site; print(site.getsitepackages()[0])' > $$($(VENV)/fuzz/bin/python -c 'import site; print(site.getsitepackages()[0])')/wirecopy.pth
	@$(VENV)/fuzz/bin/python -m pip install --quiet --disable-pip-version-check atheris || echo 'atheris cannot be had for this Python: readers are fuzzed without coverage' >&2
	@touch $@

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
