# Everything starts here. `make run` and `make test` work from a fresh clone with Python 3.11 or newer.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

# Compiled code is kept: without it each process compiles the product, and rewrites every test, once more.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check lock bench accuracy

run: .venv/installed
	PARITY_ADDRESS=$${PARITY_ADDRESS:-http://127.0.0.1:$(PORT)} $(BIN)/python manage.py quickstart --port $(PORT)

# One process a core, each with a database and a data folder of its own; ARGS="-n 0" runs everything in one.
# Browser tests want Chromium: make test ARGS="-m browser". The gate (.ci/run) runs all of them on both engines, and the
# slow ones (ARGS="-m gate").
test: .venv/installed-dev
	$(BIN)/python -m pytest -n auto --maxprocesses 8 --dist worksteal -m "not browser and not gate" $(ARGS)

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy meetings panels bodies staff accounts reports parity
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python manage.py makemigrations --check --dry-run
	PARITY_MODE=production ALLOWED_HOSTS=parity.example \
		SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(64))") \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

# A lock for every platform and every Python from 3.11 on; it names no package index.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header
lock: .venv/installed-dev
	$(LOCK) --output-file requirements.txt requirements.in
	$(LOCK) --output-file requirements-dev.txt requirements-dev.in

# Made-up rows only, in databases of its own: one in a temporary folder, one made and dropped on this server.
BENCH_SERVER ?= postgres://postgres@127.0.0.1:5432
bench: .venv/installed-dev
	$(BIN)/python -m tests.bench.documents
	env -u DATABASE_URL $(BIN)/python -m tests.bench.imports $(ARGS)
	env -u DATABASE_URL $(BIN)/python -m tests.bench.review
	env -u DATABASE_URL $(BIN)/python -m tests.bench.aggregates
	env -u DATABASE_URL $(BIN)/python -m tests.bench.releases
	$(BIN)/python -m tests.bench.staff
	psql --quiet $(BENCH_SERVER)/postgres -c "DROP DATABASE IF EXISTS parity_bench" -c "CREATE DATABASE parity_bench"
	DATABASE_URL=$(BENCH_SERVER)/parity_bench $(BIN)/python -m tests.bench.imports $(ARGS)
	DATABASE_URL=$(BENCH_SERVER)/parity_bench $(BIN)/python -m tests.bench.review
	DATABASE_URL=$(BENCH_SERVER)/parity_bench $(BIN)/python -m tests.bench.aggregates
	psql --quiet $(BENCH_SERVER)/postgres -c "DROP DATABASE parity_bench"

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "Parity needs Python 3.11 or newer, and '$(PYTHON)' was not found. On Debian or Ubuntu: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { \
		echo "Parity needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version). Name another one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c "import venv, ensurepip" 2>/dev/null || { \
		echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	touch $@

# How well official documents are read, beside a list keyed by hand; wants ../shared/data.
accuracy: .venv/installed-dev
	$(BIN)/python -m tests.bench.accuracy
