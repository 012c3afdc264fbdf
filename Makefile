# The two commands are `make lab` (open the workbook) and `make test` (run every test).
# Each sets up what it needs in .venv from the lock files, and does nothing twice.

VENV := .venv
BIN  := $(VENV)/bin
# nbgrader calls alembic by its name, so the environment's commands must be on PATH. Recipes still name
# them in full: macOS' make 3.81 starts a plain command without asking this PATH.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The first Python that is new enough; PYTHON=... on the command line overrides it.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	"$$p" -c "$(NEW_ENOUGH)" 2>/dev/null && echo "$$p" && break; done)
WHERE_FROM := Install one from python.org or your system's packages, \
	or name one that is here already: make lab PYTHON=/path/to/python3

.DEFAULT_GOAL := help
.PHONY: help lab test words lesson baselines proof bench check lock clean browser

help:
	@echo "make lab     set up and open the workbook in JupyterLab (LAB=--no-browser: only print the address)"
	@echo "make test    set up and run every test (TESTS=tests/models: only these)"
	@echo "make words   set up and run the tests of what lessons and exercises say (NAME=03-history: only of that one)"
	@echo "make lesson  lay the files of a new lesson (NAME=05-weeks-and-months: as the syllabus calls it)"
	@echo "make baselines  take the live pictures' baselines again, to look at what a change did to them"
	@echo "make check   lint: style, types, import layering"
	@echo "make bench   measure speed"
	@echo "make proof   the tests again, at full counts (long)"
	@echo "make lock    resolve the dependencies again (LOCK=--upgrade for newer ones)"
	@echo "make clean   remove .venv and everything else that can be made again; never the workbook"

lab: $(VENV)/runtime.done
	@$(BIN)/securebase lab $(LAB)

# Both cores, a file at a time, the browser's first since they are the longest. What is asked for by name runs in
# one process, and its words come as they are said.
test: browser
	$(BIN)/pytest $(or $(TESTS),--numprocesses 2 --dist loadfile --no-loadscope-reorder)

# What a changed sentence can break: no browser, and with a name a few seconds.
WORDS := tests/course/test_lessons.py tests/course/test_times.py tests/course/test_numbers_in_prose.py \
	tests/course/test_guesses.py tests/course/test_nothing_is_empty.py tests/course/test_reading_level.py tests/course/test_citations.py \
	tests/course/test_lessons_without_plugin.py tests/course/test_coverage.py tests/course/test_articles_page.py \
	tests/course/test_instructor_pages.py tests/course/test_grading_questions.py tests/widgets/test_questions.py
words: $(VENV)/dev.done
	$(BIN)/pytest $(if $(NAME),-k "$(NAME)") $(WORDS)

lesson: $(VENV)/dev.done
	@$(BIN)/python tools/new_lesson.py $(NAME)

BASELINES := tests/widgets/test_explorer_pictures.py --mpl-generate-path=tests/widgets/baseline
baselines: $(VENV)/dev.done
	$(BIN)/pytest -q $(BASELINES)

proof: browser
	$(BIN)/pytest --proof $(TESTS)

bench: browser
	$(BIN)/python -m benchmarks

check: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

lock: $(VENV)/dev.done
	$(BIN)/python tools/lock.py $(LOCK)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# --clear: what an interrupted set-up or a Python that has been uninstalled left behind is of no use.
$(BIN)/python:
	@test -n "$(PYTHON)" || { \
		echo "Secure Base needs Python 3.11 or newer, and none was found. $(WHERE_FROM)"; exit 1; }
	@"$(PYTHON)" -c "$(NEW_ENOUGH)" || { \
		echo "Secure Base needs Python 3.11 or newer, and $(PYTHON) is not one." \
		"$(WHERE_FROM)"; exit 1; }
	@echo "Setting up in .venv. The first time takes a minute or two; later starts take none of it."
	@"$(PYTHON)" -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "Python could not make an environment in $(CURDIR)/.venv; its reason stands above." \
		"On Debian and Ubuntu it often lacks the package python3-venv (apt install python3-venv)." \
		"Mend that, then run make again."; exit 1; }

# The package itself is built by the hatchling that the developers' lock names; old and new pip ask for that
# by different variables.
$(VENV)/runtime.done: $(BIN)/python requirements.lock pyproject.toml
	@echo "Installing the exact versions in requirements.lock ..."
	@$(BIN)/python tools/install.py requirements.lock
	@PIP_CONSTRAINT=requirements-dev.lock PIP_BUILD_CONSTRAINT=requirements-dev.lock \
		$(BIN)/python -m pip install -qq --no-deps --editable .
	@touch $@

$(VENV)/dev.done: $(VENV)/runtime.done requirements-dev.lock
	@echo "Installing the developers' tools in requirements-dev.lock ..."
	@$(BIN)/python tools/install.py requirements-dev.lock
	@touch $@

# Without a browser the other tests still run; the browser tests fail, and the reason stands here first.
browser: $(VENV)/dev.done
	@$(BIN)/python tools/find_browser.py --install || true
