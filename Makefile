# Two commands open and prove the hotel: make run, make test.
SHELL := /bin/bash
.DEFAULT_GOAL := help

HOST ?= 127.0.0.1
PORT ?= 8000
DATA_DIR ?= .local
VENV := .venv
PY := $(VENV)/bin/python
JOBS ?= 2
export HOST PORT DATA_DIR

.PHONY: help
help: ## show this list
	@echo "迎宾 Yingbin: front desk, VIP reception and department boards"
	@echo
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20
	@echo
	@echo "  PORT=$(PORT)  DATA_DIR=$(DATA_DIR)  HOST=$(HOST)"
	@echo "  DATABASE_URL and REDIS_URL name servers to use instead of the embedded ones."

.PHONY: run
run: door $(VENV)/.installed ## open the demo hotel on PORT; Ctrl-C closes it, the data stays
	@exec $(PY) -m ops.run

# The port is tried before the long installation.
.PHONY: door
door:
	@command -v python3 >/dev/null || { echo "Python 3.11 is needed; as root: apt-get install python3 python3-venv" >&2; exit 1; }
	@python3 -m ops.port "$(HOST)" "$(PORT)"

.PHONY: reset
reset: $(VENV)/.installed ## throw the demo hotel away; the next make run furnishes a fresh one
	@$(PY) -m ops.reset

.PHONY: test
test: dev ## run every test, browser tests included
	@$(PY) -m ops.browser
	@$(PY) -m pytest -n $(JOBS) --dist loadscope $(ARGS)

.PHONY: lint
lint: dev ## ruff, mypy, import contracts, templates, migrations, translations
	@$(PY) -m ops.lint

.PHONY: bench
bench: dev ## measure three sizes of hotel as served; SHORT=1 the small one; writes bench.json
	@$(PY) -m bench $(ARGS)

.PHONY: scale
scale: dev ## two web and two worker hosts as network namespaces, tried and priced (root)
	@$(PY) -m bench.scale

.PHONY: faults
faults: dev ## break Redis, PostgreSQL and the processes; nothing may be lost or doubled
	@$(PY) -m tests.faults $(ARGS)

.PHONY: proofs
proofs: dev ## races at full length and the state machine for long; SHORT=1 keeps CI's lengths
	@$(PY) -m tests.proofs $(ARGS)

.PHONY: pictures
pictures: dev ## photograph every page of the demo hotel into docs/pictures
	@$(PY) -m tests.pictures $(ARGS)

.PHONY: dev
dev: $(VENV)/.installed-dev

$(VENV)/.installed: requirements.lock
	@python3 ops/install.py $(VENV) $@ $<

$(VENV)/.installed-dev: requirements-dev.lock
	@python3 ops/install.py $(VENV) $@ $<
	@touch $(VENV)/.installed

.PHONY: lock
lock: dev ## pin all packages anew after requirements*.txt changed
	@for name in requirements requirements-dev; do \
		$(PY) -m uv pip compile -q --upgrade --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header \
			$$name.txt -o $$name.lock; done
