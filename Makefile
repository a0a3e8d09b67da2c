# Two commands do everything: `make up` serves, `make test` proves.
.PHONY: up setup test check screenshots help

up: setup
up: export PINZHI_WITH_PARENT = 1
up:
	@.venv/bin/pinzhi up

setup:
	@scripts/setup runtime

test:
	@scripts/setup dev
	@scripts/test

check:
	@scripts/setup dev
	@scripts/check

screenshots:
	@scripts/setup dev
	@.venv/bin/python -m pinzhi.runtime.throwaway .venv/bin/python -m tests.browser.screenshots

help:
	@echo "make up     set up and serve until Ctrl-C (PINZHI_PORT chooses the port)"
	@echo "make test   set up and run every check and test"
	@echo "make check  set up and run the checks that need no test run"
	@echo "make setup  only set up"
	@echo "make screenshots  take pictures of the main pages into docs/screenshots"
