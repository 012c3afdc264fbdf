# The two commands are `make lab` (open the workbook) and `make test` (run every test).
# Each sets up what it needs in .venv from the lock files, and does nothing twice.

VENV := .venv
BIN  := $(VENV)/bin
# nbgrader calls alembic by its name, so the environment's commands must be on PATH.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The first Python that is new enough; PYTHON=... on the command line overrides it.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c "$(NEW_ENOUGH)" 2>/dev/null && echo "$$p" && break; done)

.DEFAULT_GOAL := help
.PHONY: help lab test proof bench check lock clean

help:
	@echo "make lab     set up and open the workbook in JupyterLab"
	@echo "make test    set up and run every test"
	@echo "make check   lint: style, types, import layering"
	@echo "make bench   measure speed"
	@echo "make proof   the tests again, at full counts (long)"
	@echo "make lock    resolve the dependencies anew (LOCK=--upgrade for newer ones)"

lab: $(VENV)/runtime.done
	securebase lab $(LAB)

test: $(VENV)/browser.done
	pytest $(TESTS)

proof: $(VENV)/browser.done
	pytest --proof $(TESTS)

bench: $(VENV)/browser.done
	python -m benchmarks

check: $(VENV)/dev.done
	ruff check .
	ruff format --check .
	mypy
	lint-imports --no-cache

lock: $(VENV)/dev.done
	python tools/lock.py $(LOCK)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { \
		echo "Secure Base needs Python 3.11 or newer, and none was found. Install one from python.org or your" \
		"system's packages, or name it: make lab PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up in .venv. The first time takes a minute or two; later starts take none of it."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python could not make an environment in .venv. On Debian and Ubuntu install python3-venv" \
		"(apt install python3-venv), then run make again."; exit 1; }

$(VENV)/runtime.done: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "Installing the exact versions in requirements.lock ..."
	@python -m pip install -qq --requirement requirements.lock
	@python -m pip install -qq --no-deps --editable .
	@touch $@

$(VENV)/dev.done: $(VENV)/runtime.done requirements-dev.lock
	@echo "Installing the developers' tools in requirements-dev.lock ..."
	@python -m pip install -qq --requirement requirements-dev.lock
	@touch $@

# A browser for the browser tests; if none can be had they fail with one sentence, and say so here first.
$(VENV)/browser.done: $(VENV)/dev.done tools/find_browser.py
	@python tools/find_browser.py --install && touch $@ || true
