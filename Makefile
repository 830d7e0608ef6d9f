# `make demo` and `make test` need nothing but Python >= 3.11, git and make.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: setup demo test test-fast lint docs screenshots lock bench secrets stack clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q -j 0 .venv/lib flows schemas expectations warehouse > /dev/null || true
	touch $@

demo: setup
	$(BIN)/copydesk demo

test: setup
	$(BIN)/python -m pytest -n 2 --dist loadgroup

test-fast: setup
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not slow"

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: setup
	$(BIN)/python -m schemas.dictionary docs/data-dictionary.md

# of the report, for docs/report.md; needs Debian's Chromium
screenshots: setup
	COPYDESK_SCREENSHOTS=1 $(BIN)/python -m pytest tests/browser/test_screenshots.py

# pins every package with its hashes; names no index
lock:
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --group dev pyproject.toml --output-file requirements.lock

bench: setup
	$(BIN)/python -m tests.benchmarks.ingest

# what docker-compose.yml reads; what is there already stays
secrets: setup
	$(BIN)/python -m flows.deploy.make_secrets secrets

# the commands of docker-compose.yml as plain processes on free ports of the loopback, until Ctrl-C
stack: setup
	$(BIN)/python -m tests.stack.run

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache demo-home
