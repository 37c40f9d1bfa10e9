# The chores of Limber, one word each. What each does stands in bin/.
.PHONY: help run test check fix seed simulate bench lock
.DEFAULT_GOAL := help

help:  ## list the chores
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

run:  ## serve Limber (PORT=8000 HOST=127.0.0.1 DEMO=1)
	@PORT="$(PORT)" HOST="$(HOST)" DEMO="$(DEMO)" bin/run

test:  ## run the whole suite
	@bin/test

check:  ## lint, formats, types, templates, migrations, deployment: read only
	@bin/check

fix:  ## mend what tools can mend
	@bin/fix

seed:  ## give the demo person twelve weeks of history, and a new password
	@bin/environment run && bin/secret-key && .venv/bin/python manage.py prepare && .venv/bin/python manage.py seed_demo

simulate:  ## thousands of made-up people through the rules, some through a database (PEOPLE=2100 SAMPLE=7)
	@PEOPLE="$(or $(PEOPLE),2100)" SAMPLE="$(or $(SAMPLE),7)" bin/simulate

bench:  ## how fast a running Limber answers (PORT=8000)
	@PORT="$(or $(PORT),8000)" bin/bench

lock:  ## write the hash-locked requirements
	@bin/lock
