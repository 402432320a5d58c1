# Two commands do: `make demo` and `make test`. Both need Python 3.11 or newer and make, and fetch the rest.

ifneq ($(shell command -v uv),)
UV := uv
else
UV := .tools/bin/uv
endif
RUN := $(UV) run --locked
PYTHON ?= python3
TEMPLATES = $(shell git ls-files '*.html')

# The tests start Python a hundred times: it keeps what it has compiled, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo serve test test-long pictures docs bench check format frontend browser wheel install

demo: frontend
	$(RUN) parloeb demo

serve: frontend
	$(RUN) parloeb serve

test: check frontend browser
	$(RUN) pytest -n 2 --dist loadfile --no-loadscope-reorder

test-long: frontend browser
	$(RUN) pytest -m long

# The pictures of README and docs/pictures are written by the browser tests that take them.
pictures: frontend browser
	WRITE_PICTURES=1 $(RUN) pytest -m browser tests/browser/test_course.py tests/browser/test_complaint.py tests/browser/test_discharge.py -k "clicking or desk"

# docs/law: which function and which tests stand behind each rule of the table.
docs: install
	$(RUN) python -m tests.law.pages

bench: install
	$(RUN) python -m tests.bench $(ONLY)

check: install
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) lint-imports
	$(RUN) djade --check $(TEMPLATES)

format: install
	$(RUN) ruff check --fix .
	$(RUN) ruff format .
	$(RUN) djade $(TEMPLATES)

# The designsystem's files, pinned by hash.
frontend: install
	$(RUN) python -m parloeb.cli.frontend

browser:
	.ci/browser

wheel: frontend
	$(UV) build --wheel

install: $(filter .tools/%,$(UV))
	$(UV) sync --locked --quiet

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv
