# make site | serve | check | lint | test | pictures | weights | lighthouse | search-report | search-bytes | lock | clean
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
TOOLS := tests/tools/node_modules

.PHONY: site serve test test-tools pictures weights lighthouse search-report search-bytes check lint lock clean system-packages

site: .venv/ready            ## build the site into site/
	@$(BIN)/ogp build

serve: .venv/ready           ## build and serve on http://127.0.0.1:8000, with live reload
	@$(BIN)/ogp serve

check: .venv/ready           ## check all records
	@$(BIN)/ogp check

lint: .venv/ready            ## style and types of the code
	@$(BIN)/ruff check hooks tests bench
	@$(BIN)/ruff format --check hooks tests bench
	@$(BIN)/mypy

test: .venv/ready system-packages test-tools lint   ## set up all that the tests need and run them, two at a time
	@$(BIN)/python -m pytest -n 2 --dist worksteal

pictures: .venv/ready system-packages   ## take pictures of every kind of page into pictures/pages/
	@$(BIN)/python -m pytest tests/browser/pictures.py
	@echo "The pictures are in pictures/pages/"

weights: .venv/ready system-packages   ## print what a first visit of every kind of page loads
	@$(BIN)/python -m pytest -s tests/browser/test_weight.py

lighthouse: .venv/ready system-packages $(TOOLS)/.lighthouse   ## measure every kind of page by Lighthouse, five times each
	@$(BIN)/python tests/browser/lighthouse.py

search-report: .venv/ready system-packages   ## compare our search with the one that the theme brings
	@$(BIN)/python -m pytest tests/browser/search_report.py

search-bytes: .venv/ready system-packages site   ## measure what a search costs on a site of 5,000 pages a language
	@$(BIN)/python bench/search_bytes.py

lock: .venv/ready            ## pin all dependencies anew, with hashes
	@$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header requirements.in -o requirements.lock
	@$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header tests/tools/requirements.in -o tests/tools/requirements.lock

.venv/ready: requirements.lock pyproject.toml scripts/python-packages
	@scripts/python-packages $(PYTHON)
	@touch $@

test-tools: $(TOOLS)/.ready

$(TOOLS)/.ready: .venv/ready tests/tools/package-lock.json tests/tools/requirements.lock scripts/test-tools
	@scripts/test-tools

$(TOOLS)/.lighthouse: .venv/ready tests/tools/package-lock.json tests/tools/requirements.lock scripts/test-tools
	@scripts/test-tools lighthouse

system-packages:
	@scripts/system-packages chromium nginx libreoffice

clean:                       ## delete what was built
	rm -rf site pictures/pages $(TOOLS) .venv .mypy_cache .ruff_cache .pytest_cache
