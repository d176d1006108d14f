# `make demo` and `make test` set up what they need in .venv and run; nothing else is required
# than Python 3.11 or newer. Another interpreter: make demo PYTHON=python3.13

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint clients deep bench record clean

demo: .venv/ready
	@$(BIN)/fauxdesk demo

test: .venv/dev lint clients
	$(BIN)/pytest -n auto -q -m "not deep"

lint: .venv/dev
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy

clients: .venv/dev
	@$(BIN)/python tests/clients/install.py

deep: .venv/dev
	$(BIN)/pytest -q -m deep

bench: .venv/dev
	$(BIN)/pip install --quiet --constraint constraints.txt --requirement benchmarks/peers.txt
	$(BIN)/python -m benchmarks

record: .venv/dev
	$(BIN)/python -m fauxdesk.stories.recordings

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "fauxdesk needs Python 3.11 or newer; try: make demo PYTHON=python3.12")'
	@echo "setting up .venv (once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

.venv/dev: .venv/ready
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
