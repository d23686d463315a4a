# Mødeleder. `make run` opens it, `make test` tests it; both install what is missing first.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
VENV_PYTHON := .venv/Scripts/python.exe
HAS_SCREEN := yes
else
VENV_PYTHON := .venv/bin/python
HAS_SCREEN := $(if $(filter Darwin,$(shell uname)),yes,$(DISPLAY)$(WAYLAND_DISPLAY))
endif
OFFSCREEN := QT_QPA_PLATFORM=offscreen $(VENV_PYTHON)

.PHONY: help run test check format screenshots build test-build bench torture lock clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: ## Install what is missing and open Mødeleder (without a screen: do the example)
	@$(PYTHON) scripts/set_up.py run
ifneq ($(strip $(HAS_SCREEN)),)
	@$(VENV_PYTHON) -m moedeleder
else
	@echo "Her er ingen skærm, så Mødeleder viser eksemplet som filer i build/demo."
	@$(VENV_PYTHON) -m moedeleder demo --out build/demo
endif

test: ## Install what is missing, then run all checks and tests
	@sh scripts/test.sh

check: ## Style, types and the direction of imports
	@$(PYTHON) scripts/set_up.py test
	@sh scripts/check.sh

format: ## Put the code in its one form
	@$(PYTHON) scripts/set_up.py test
	@$(VENV_PYTHON) -m ruff check --fix --quiet . || true
	@$(VENV_PYTHON) -m ruff format .

screenshots: ## Draw every page to build/screenshots
	@$(PYTHON) scripts/set_up.py test
	@$(OFFSCREEN) -m tests.screenshots --out build/screenshots

build: ## Make the program for this system in build/dist
	@$(PYTHON) scripts/set_up.py build
	@$(VENV_PYTHON) -m PyInstaller packaging/moedeleder.spec --noconfirm \
		--log-level WARN --distpath build/dist --workpath build/pyinstaller
	@echo "Programmet ligger i build/dist/moedeleder"

test-build: ## Try the program that `make build` made
	@$(PYTHON) scripts/set_up.py build
	@$(VENV_PYTHON) packaging/smoke_test.py

bench: ## Measure how long things take
	@$(PYTHON) scripts/set_up.py test
	@$(OFFSCREEN) -m benchmarks

torture: ## Long runs of crashes, load and random input
	@$(PYTHON) scripts/set_up.py test
	@$(OFFSCREEN) -m pytest -m torture --timeout 3600

lock: ## Renew the locks in requirements/
	@$(PYTHON) scripts/set_up.py test
	@sh scripts/lock.sh --upgrade

clean: ## Remove what was made here, but keep the environment
	@rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +
