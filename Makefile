# Everything a fresh machine needs beyond Python and make is set up by these targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test docs check system-packages bench clean

run: $(VENV)/.run web/dist/network.js
	$(BIN)/rightsgraph build --summary
	$(BIN)/rightsgraph network actors --report build/report
	@echo "Open it in a browser: $(BIN)/rightsgraph serve, then http://127.0.0.1:8000/"

test: $(VENV)/.test web/dist/network.js
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then $(MAKE) --no-print-directory system-packages; fi
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile -rs

# Whatever the documentation takes from the graph; see docs/write.py
docs: $(VENV)/.test web/dist/network.js
	$(BIN)/python docs/write.py

bench: $(VENV)/.test
	$(BIN)/python benchmarks/document.py
	$(BIN)/python benchmarks/networks.py S M
	$(BIN)/python benchmarks/server.py

# Debian's packages that some tests need, one a line in .ci/packages
system-packages:
	packages="$$(grep -v '^#' .ci/packages || true)"; \
	if [ -n "$$packages" ]; then apt-get update -qq && apt-get install -qq --yes --no-install-recommends $$packages; fi

$(VENV)/.pip:
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade "pip>=25.1"
	touch $@

$(VENV)/.run: $(VENV)/.pip pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable '.[fast,pictures,server]'
	touch $@

$(VENV)/.test: $(VENV)/.run
	$(PIP) install --constraint constraints.txt --group dev
	touch $@

# The script of the interactive page and the outline of the map, by a node of the environment's own
web/dist/network.js: $(VENV)/.web $(wildcard web/src/* web/src/site/* web/licences/* web/*.js)
	PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent --prefix web build
	touch $@

$(VENV)/.web: $(VENV)/.pip web/package.json web/package-lock.json constraints.txt
	$(PIP) install --constraint constraints.txt --group web
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --prefix web --no-audit --no-fund --loglevel=error
	touch $@

clean:
	rm -rf $(VENV) web/dist web/node_modules
