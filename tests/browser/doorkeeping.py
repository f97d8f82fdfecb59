"""Opens accounts and makes sign-in links, for as long as it is asked. Runs in the home
that the environment names; to each line like ``["link", "ada@example.org"]`` or
``["add", "ada@example.org", "Ada", "curator"]`` it answers with the path of a link:

    python -m tests.browser.doorkeeping
"""

import json
import os
import sys
from urllib.parse import urlsplit

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "medagora.settings"
django.setup()

# ruff: noqa: E402 - Django comes first
from medagora.people import queries, services
from medagora.people.models import Person


def let_in(verb: str, email: str, name: str = "", role: str = "") -> str:
    person = queries.find_person(email)
    if verb == "add" and not person:
        person = services.create_person(email, name=name, by=None)
        if role:
            services.grant_role(person, role, by=None)
    if not isinstance(person, Person):
        sys.exit(f"{email} has no account")
    return urlsplit(services.sign_in_link(person)).path


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(let_in(*json.loads(line)) + "\n")
        sys.stdout.flush()
