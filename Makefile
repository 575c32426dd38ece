# Everything a bare machine with Python and make needs. `make chat` opens the product, `make test` proves it.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(VENV)-uv/bin/uv
STAMP  := $(VENV)/.installed
TESTED := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.PHONY: docs help chat test check bench load kill growth screenshots report lock format clean corpus

help:
	@echo "make chat         installiert, baut den Korpus, öffnet das Fenster auf http://127.0.0.1:8000"
	@echo "make test         installiert, was Tests brauchen, und führt alles aus"
	@echo "make check        Stil, Typen, Einfuhrregeln"
	@echo "make bench        Messtabelle der Suche"
	@echo "make load         Lasttest auf der eigenen Maschine (10 Minuten); make kill, make growth: Abstürze, mehrere Instanzen"
	@echo "make report       Prüfbericht nach var/bericht.html"
	@echo "make screenshots  Bilder des Fensters nach docs/bilder"

# pip needs many minutes to resolve Chainlit together with Chroma, uv installs the lock file in seconds.
$(UV):
	$(PYTHON) -m venv $(VENV)-uv
	$(VENV)-uv/bin/python -m pip install --quiet uv

$(STAMP): requirements.lock pyproject.toml | $(UV)
	test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) $(VENV)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .
	touch $@

$(TESTED): requirements-dev.lock $(STAMP)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	sh .ci/install-debian
	touch $@

chat: $(STAMP)
	@$(BIN)/lotsenwissen corpus releases --json | grep -A1 '"published": true' | grep -q '"usable": true' || $(BIN)/lotsenwissen corpus build --publish
	$(BIN)/lotsenwissen chat

corpus: $(STAMP)
	$(BIN)/lotsenwissen corpus check
	$(BIN)/lotsenwissen corpus build --publish

check: $(TESTED)
	$(BIN)/ruff format --check assistant evals tests
	$(BIN)/ruff check assistant evals tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check
	$(BIN)/pytest
	$(BIN)/lotsenwissen corpus check
	LOTSENWISSEN_DATA_DIR=$(VENV)/gate $(BIN)/lotsenwissen corpus build --publish
	LOTSENWISSEN_DATA_DIR=$(VENV)/gate $(BIN)/python -m evals gate

bench: $(TESTED)
	$(BIN)/python -m evals.bench

# About ten minutes each, on this machine only: a hundred people; twenty kills; three windows behind nginx on PostgreSQL.
load: $(TESTED)
	$(BIN)/python -m tests.load load

kill: $(TESTED)
	$(BIN)/python -m tests.load kill

growth: $(TESTED)
	$(BIN)/python -m tests.load growth

report: $(TESTED)
	$(BIN)/python -m evals report

screenshots: $(TESTED)
	$(BIN)/python -m tests.chat.make_screenshots

# After a change of the dependencies: resolve anew, with hashes, for all supported Python versions.
lock: | $(UV)
	$(UV) pip compile --quiet pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements-dev.lock
	$(UV) pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" -c requirements-dev.lock -o requirements.lock

format: $(TESTED)
	$(BIN)/ruff check --fix assistant evals tests
	$(BIN)/ruff format assistant evals tests

clean:
	rm -rf $(VENV) $(VENV)-uv var .mypy_cache .ruff_cache .pytest_cache

docs: $(STAMP)
	$(BIN)/python -m assistant.commands.settings_table > docs/einstellungen.md
