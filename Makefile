# make site | serve | edit | check | annotations | notes | summary | preview | verify | reproducible | links | audit | sbom | due | remind | publish | rollback | releases | archive | lint | test | fuzz | mutants | pictures | guide-pictures | weights | lighthouse | observatory | search-report | search-bytes | load | kills | rollback-seconds | edit-seconds | bench | profile | lock | clean
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
TOOLS := tests/tools/node_modules
ELEVENTY := bench/peers/eleventy

# A workflow sets it to nothing where its variable is not set: the address is then that of mkdocs.yml.
ifeq ($(SITE_URL),)
unexport SITE_URL
endif

BASE ?= origin/main
FORMAT ?= github
WORKERS ?= 2
KILLS ?= 50

.PHONY: ready site serve edit annotations notes summary preview code-tests verify reproducible links audit sbom due remind publish rollback releases archive test test-tools fuzz mutants pictures guide-pictures weights lighthouse observatory search-report search-bytes load kills rollback-seconds edit-seconds bench profile check lint lock clean system-packages

site: .venv/ready            ## build the site into site/
	@[ -z "$$OGP_SIGNING_KEY" ] || scripts/system-packages minisign
	@$(BIN)/ogp build

publish: site                ## build the site and publish it to TARGET=host:folder, as PUBLISHING.md says
	@scripts/system-packages rsync ssh
	@$(BIN)/ogp publish "$(TARGET)"

rollback: .venv/ready        ## serve the release before the present one on TARGET=host:folder again
	@$(BIN)/ogp rollback "$(TARGET)"

releases: .venv/ready        ## list the releases on TARGET=host:folder
	@$(BIN)/ogp releases "$(TARGET)"

archive: site                ## copy the built site into archive/, to be opened without a server; DOCUMENTS=1 fetches what it links to
	@$(BIN)/ogp archive $(if $(DOCUMENTS),--documents)

serve: .venv/ready           ## build and serve on http://127.0.0.1:8000, with live reload
	@$(BIN)/ogp serve

edit: site                   ## build the site and serve it with its editor on http://127.0.0.1:8081/admin/
	@$(BIN)/ogp edit

check: .venv/ready           ## check all records
	@$(BIN)/ogp check

# What the workflows for pull requests and publishing run. BASE is the revision to be merged into: what differs is told from
# where it and the present one parted.
ready: .venv/ready           ## make .venv with the pinned packages

annotations: .venv/ready     ## check all records, with every problem at its line in a pull request (FORMAT=github or gitlab)
	@$(BIN)/ogp check --lang all --format $(FORMAT) $(if $(TO),--to $(TO))

notes: .venv/ready           ## fail where a change since BASE has no note in the record's history, or loses an address
	@base=$$(git merge-base "$(BASE)" HEAD) && $(BIN)/ogp diff "$$base" --check --lang all --format $(FORMAT) $(if $(TO),--to $(TO))

summary: .venv/ready         ## tell, as Markdown in every language, what changes for the public since BASE
	@base=$$(git merge-base "$(BASE)" HEAD) && $(BIN)/ogp diff "$$base" --markdown --lang all

preview: .venv/ready         ## build into preview/ to be opened without a server: preview.html lists what differs from BASE
	@base=$$(git merge-base "$(BASE)" HEAD) && $(BIN)/ogp preview "$$base"

code-tests: .venv/ready      ## run all tests if anything but records, texts and pictures has changed since BASE
	@base=$$(git merge-base "$(BASE)" HEAD) && { git diff --quiet "$$base" HEAD -- . ':!data' ':!docs' ':!*.md' || $(MAKE) $(if $(wildcard tests/conftest.py),test,site verify); }

verify: .venv/ready          ## look at what was built into site/ before it is published, or at the published site SITE=https://…
	@$(BIN)/ogp verify --lang all $(SITE)

reproducible: .venv/ready    ## build twice from nothing, in unlike surroundings, and compare every byte; takes some minutes
	@scripts/system-packages faketime
	@$(BIN)/python tests/reproducible.py

links: .venv/ready           ## report, as Markdown, links of site/ to other sites that do not answer; never fails for them
	@$(BIN)/ogp links --lang all

audit: .venv/ready test-tools   ## report, as Markdown, known weaknesses of the pinned packages; fails where there are any
	@scripts/audit

sbom: .venv/ready            ## write sbom.cdx.json: what of others the site holds, and what it is built and tested with
	@$(BIN)/ogp sbom

due: .venv/ready             ## tell, as Markdown, what is due and what is late
	@$(BIN)/ogp status --markdown

remind: due.md               ## tell it in an issue on GitHub, in a workflow
	@scripts/remind due.md

due.md: .venv/ready
	@$(BIN)/ogp status --markdown >$@

lint: .venv/ready            ## style and types of the code
	@$(BIN)/ruff check hooks tests bench
	@$(BIN)/ruff format --check hooks tests bench
	@$(BIN)/mypy

test: .venv/ready system-packages test-tools lint   ## set up all that the tests need and run them, two at a time
	@$(BIN)/python -m pytest -n 2 --dist worksteal

fuzz: .venv/ready            ## try more than 20,000 inputs on what reads and writes files, and print how many (WORKERS at a time)
	@$(BIN)/python -m pytest tests/fuzzing --hypothesis-profile=deep -n $(WORKERS) --dist worksteal

mutants: .venv/ready         ## change the code in small ways and count how often the tests notice: SAMPLE (400, or all), SEED (1), ONLY=file or folder
	@$(BIN)/python bench/mutants.py

pictures: .venv/ready system-packages   ## take pictures of every kind of page into pictures/pages/
	@$(BIN)/python -m pytest tests/browser/pictures.py
	@echo "The pictures are in pictures/pages/"

guide-pictures: .venv/ready system-packages   ## take the pictures of the guides for staff into pictures/guide/
	@$(BIN)/python -m pytest tests/browser/guide_pictures.py

weights: .venv/ready system-packages   ## print what a first visit of every kind of page loads
	@$(BIN)/python -m pytest -s tests/browser/test_weight.py

lighthouse: .venv/ready system-packages $(TOOLS)/.lighthouse   ## measure every kind of page by Lighthouse, five times each
	@$(BIN)/python tests/browser/lighthouse.py

observatory: .venv/ready system-packages $(TOOLS)/.lighthouse site   ## grade the headers of the built site as Mozilla's HTTP Observatory does
	@scripts/system-packages openssl
	@$(BIN)/python tests/observatory.py

search-report: .venv/ready system-packages   ## compare our search with the one that the theme brings
	@$(BIN)/python -m pytest tests/browser/search_report.py

load: .venv/ready system-packages site   ## measure how many readers nginx serves on this machine
	@scripts/system-packages wrk
	@$(BIN)/python bench/load.py

search-bytes: .venv/ready system-packages site   ## measure what a search costs on a site of 5,000 pages a language
	@$(BIN)/python bench/search_bytes.py

kills: .venv/ready system-packages   ## kill KILLS builds and publications each, and see that the served site is always one whole version
	@$(BIN)/python -m pytest -s --kills $(KILLS) -k "killed" tests/site/test_site_kills.py tests/publishing/test_publishing_served.py

rollback-seconds: .venv/ready   ## measure how long it takes to go back, in a folder of this machine or on TARGET=host:folder
	@$(BIN)/python bench/rollback_seconds.py $(TARGET)

edit-seconds: .venv/ready system-packages   ## measure how long a change takes to be seen in a browser
	@$(BIN)/python bench/edit_seconds.py $(FOLDER)

bench: .venv/ready $(ELEVENTY)/node_modules/.ready   ## compare builds at PAGES=200,2000,10000 with other generators, in ROUNDS each, into bench/results/
	@scripts/system-packages hugo
	@$(BIN)/python bench/compare.py $(if $(PAGES),--pages $(PAGES)) $(if $(ROUNDS),--rounds $(ROUNDS))

profile: .venv/ready         ## tell where the time of a build goes, by our modules, with 200 commitments
	@$(BIN)/python bench/profile_page.py

lock: .venv/ready            ## pin all dependencies anew, with hashes
	@$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header requirements.in -o requirements.lock
	@$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header tests/tools/requirements.in -o tests/tools/requirements.lock
	@[ ! -e bench/requirements.in ] || $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header -c requirements.lock -c tests/tools/requirements.lock bench/requirements.in -o bench/requirements.lock

.venv/ready: requirements.lock pyproject.toml scripts/python-packages
	@scripts/python-packages $(PYTHON)
	@touch $@

$(ELEVENTY)/node_modules/.ready: .venv/ready $(ELEVENTY)/package-lock.json bench/requirements.lock scripts/bench-tools
	@scripts/bench-tools

test-tools: $(TOOLS)/.ready

$(TOOLS)/.ready: .venv/ready tests/tools/package-lock.json tests/tools/requirements.lock scripts/test-tools
	@scripts/test-tools

$(TOOLS)/.lighthouse: .venv/ready tests/tools/package-lock.json tests/tools/requirements.lock scripts/test-tools
	@scripts/test-tools lighthouse

system-packages:
	@scripts/system-packages chromium nginx brotli caddy libreoffice rsync rclone ssh sshd minisign faketime

clean:                       ## delete what was built
	rm -rf site pictures/pages $(TOOLS) $(ELEVENTY)/node_modules .venv .mypy_cache .ruff_cache .pytest_cache
