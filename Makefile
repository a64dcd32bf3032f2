# make site | serve | check | lint | test | pictures | lock | clean
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin

.PHONY: site serve test pictures check lint lock clean system-packages

site: .venv/ready            ## build the site into site/
	@$(BIN)/ogp build

serve: .venv/ready           ## build and serve on http://127.0.0.1:8000, with live reload
	@$(BIN)/ogp serve

check: .venv/ready           ## check all records
	@$(BIN)/ogp check

lint: .venv/ready            ## style and types of the code
	@$(BIN)/ruff check hooks tests
	@$(BIN)/ruff format --check hooks tests
	@$(BIN)/mypy

test: .venv/ready system-packages lint   ## set up all that the tests need and run them
	@$(BIN)/python -m pytest

pictures: .venv/ready system-packages   ## take pictures of every kind of page into pictures/pages/
	@$(BIN)/python -m pytest tests/browser/pictures.py
	@echo "The pictures are in pictures/pages/"

lock: .venv/ready            ## pin all dependencies anew, with hashes
	@$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header requirements.in -o requirements.lock

.venv/ready: requirements.lock pyproject.toml scripts/python-packages
	@scripts/python-packages $(PYTHON)
	@touch $@

system-packages:
	@scripts/system-packages chromium nginx

clean:                       ## delete what was built
	rm -rf site pictures/pages .venv .mypy_cache .ruff_cache .pytest_cache
