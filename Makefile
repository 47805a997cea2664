# Everything one does with CrampInfo. `make` alone lists it.

PORT ?= 8000
SITE_URL ?= http://127.0.0.1:$(PORT)
export SITE_URL

FITS := 'import sys; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c $(FITS) 2>/dev/null && echo $$each && break; done)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

# A .venv whose Python has gone, or that was moved, is made anew.
$(if $(wildcard .venv/ready),$(shell .venv/bin/python -c "import django" 2>/dev/null || rm -f .venv/ready .venv/ready-to-test))

.PHONY: help run dev test faults bench bench-data check messages pictures lock format
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/ready var/static/ready ## set up what is missing and serve the site (PORT=8000)
	@$(BIN)/python -m crampinfo.first_start $(PORT)
	@$(MANAGE) prepare
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/honcho start --port $(PORT)

dev: .venv/ready-to-test ## serve with DEBUG, restarting at every change
	@$(BIN)/python -m crampinfo.first_start $(PORT)
	@$(MANAGE) prepare
	@DEBUG=1 $(MANAGE) runserver $(PORT)

test: .venv/ready-to-test ## run the tests (ARGS="-k search", REQUIRE_BROWSER=1, TEST_DATABASE_URL=postgres://…)
	@$(BIN)/python -m pytest -n auto $(ARGS)

# Most of them wait most of the time, and run two at once; those that measure time run alone.
FAULTS := smtp kills disk_full limits secrecy claims retention
TIMED_FAULTS := writers slow_clients publish_seen

faults: .venv/ready-to-test ## break things on purpose and count what is lost (QUICK=1 for a tenth, TEST_DATABASE_URL=postgres://…)
	@missed=0; printf 'tests.faults.%s\n' $(FAULTS) | xargs -n 1 -P 2 $(BIN)/python -m || missed=1; \
	for each in $(TIMED_FAULTS); do $(BIN)/python -m tests.faults.$$each || missed=1; done; exit $$missed

bench: .venv/ready-to-test var/static/ready ## measure, and write docs/benchmarks.md (PARTS="growth writing" for those only, QUICK=1)
	@$(BIN)/python -m tests.bench $(PARTS)

bench-data: .venv/ready ## fill a database of its own with made-up articles to measure on (ARTICLES=100000, DATABASE_URL=…)
	@$(BIN)/python -m crampinfo.first_start
	@DATABASE_URL=$${DATABASE_URL:-sqlite:///$(CURDIR)/var/bench.sqlite3} $(MANAGE) migrate --verbosity 0
	@DATABASE_URL=$${DATABASE_URL:-sqlite:///$(CURDIR)/var/bench.sqlite3} $(MANAGE) bench_data $(ARTICLES)

check: .venv/ready-to-test ## lint, format, types, migrations, messages, deployment
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python -m crampinfo.first_start
	@$(BIN)/mypy
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) messages --check
	@SITE_URL=https://www.example.org TRUSTED_PROXY_COUNT=1 $(MANAGE) check --deploy --fail-level WARNING

messages: .venv/ready-to-test ## gather the words of the interface into the Turkish catalogue (needs gettext)
	@$(BIN)/python -m crampinfo.first_start
	@$(MANAGE) messages

format: .venv/ready-to-test ## put the code into the house's format
	@$(BIN)/ruff check --fix --quiet . && $(BIN)/ruff format .

pictures: .venv/ready-to-test ## take the pictures of the editors' guide anew (needs Chromium, and ImageMagick to make them small)
	@PICTURES=1 REQUIRE_BROWSER=1 $(BIN)/python -m pytest -n 0 tests/browser/test_guide.py

lock: ## pin the newest versions that requirements/*.in allow, with hashes (needs uv)
	@cd requirements && for each in base test; do uv pip compile --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
		--quiet $$each.in --output-file $$each.txt; done

# An unfinished .venv has no `ready` in it and is made anew; so is one whose Python has gone.
.venv/ready: requirements/base.txt
	@$(if $(PYTHON),,echo "CrampInfo needs Python 3.11 or newer, and found none. Install it, or say where it is: make run PYTHON=/path/to/python3" >&2; exit 1)
	@$(PYTHON) -c $(FITS) || { echo "CrampInfo needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; exit 1; }
	@echo "Installing what CrampInfo needs into .venv …"
	@rm -rf .venv && $(PYTHON) -m venv .venv
	@$(INSTALL) -r requirements/base.txt
	@touch $@

.venv/ready-to-test: requirements/test.txt .venv/ready
	@echo "Installing what the tests need into .venv …"
	@$(INSTALL) -r requirements/test.txt
	@touch $@

var/static/ready: .venv/ready $(shell find static -type f 2>/dev/null)
	@$(BIN)/python -m crampinfo.first_start
	@$(MANAGE) collectstatic --noinput --clear --verbosity 0
	@touch $@
