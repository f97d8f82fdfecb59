"""The cast of a conversation. Runs in a process of its own, in the home that the
environment names, and prints what browsers need to know as JSON:

    python -m tests.browser.community_content
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "medagora.settings"
django.setup()

# ruff: noqa: E402 - Django comes first
from medagora.catalogue.domain.collections import CollectionDraft
from medagora.catalogue.domain.words import Visibility
from medagora.catalogue.models import Resource
from medagora.catalogue.queries import get_resource
from medagora.catalogue.services.collections import add_item, create_collection
from medagora.community.domain.drafts import PostDraft, QuestionDraft
from medagora.community.domain.words import Kind
from medagora.community.services import asking, posting
from medagora.people.models import Hat, Person
from medagora.people.services import grant_role, hats_asking, hats_deciding
from medagora.people.services.accounts import create_person
from medagora.people.services.aliases import ensure_alias
from medagora.people.services.hats import HatDraft
from tests.people.agreeing import agree

NOW = datetime.now(UTC)
DOCTOR, TROLL, READER = "agnes@example.org", "tamas@example.org", "rita@example.org"
MODERATORS = ("mona@example.org", "milo@example.org", "maja@example.org")
COLLECTION = "Asztma gyerekkorban: jó oldalak szülőknek"
SLEEP = "How do you sleep through the night with asthma?"


def build() -> dict[str, str]:
    """Moderators, a paediatrician with a hat and a collection, people who write."""
    moderators = [_moderator(email) for email in MODERATORS]
    doctor = _member(DOCTOR, "Dr. Kovács Ágnes", languages=["hu", "en"])
    hat = _paediatrician(doctor, moderators[0])
    troll = _member(TROLL, "Tamás", languages=["hu"])
    reader = _member(READER, "Rita", languages=["hu", "en"])
    one, two = _resources("asthma")
    _collect(doctor, one, two)
    return {
        "first": f"/en/resource/{one.uid}/",
        "second": f"/en/resource/{two.uid}/",
        "hat": hat.uid,
        "troll": troll.alias,
        "reader": reader.alias,
        "question": _conversation(reader, troll, doctor, hat),
    }


def _member(email: str, name: str, *, languages: list[str]) -> Person:
    """Somebody who has been here for a while and agreed to write."""
    person = create_person(email, name=name, by=None)
    person.joined_at = NOW - timedelta(days=200)
    person.languages = languages
    person.save(update_fields=["joined_at", "languages"])
    ensure_alias(person)
    return agree(person, at=NOW)


def _moderator(email: str) -> Person:
    name = email.partition("@")[0].capitalize()
    person = _member(email, name, languages=["en", "hu"])
    grant_role(person, "moderator", by=None)
    return person


def _paediatrician(person: Person, moderator: Person) -> Hat:
    """By the number on her stamp, which a moderator compared with the register."""
    draft = HatDraft("physician", "paediatrics", shows_name=True)
    request = hats_asking.ask_for_hat(
        draft, "register", by=person, at=NOW, register="hu", number="54321"
    )
    hat = hats_deciding.agree(request, by=moderator, at=NOW)
    assert hat is not None
    return hat


def _resources(topic: str) -> list[Resource]:
    found = Resource.objects.filter(state="published", topics__slug=topic)
    uids = found.order_by("address").values_list("uid", flat=True).distinct()[:2]
    return [get_resource(uid) for uid in uids]


def _collect(person: Person, *resources: Resource) -> None:
    draft = CollectionDraft(
        title=COLLECTION,
        by_name=person.name,
        language="hu",
        visibility=Visibility.PUBLIC,
        topics=("asthma",),
    )
    collection = create_collection(draft, by=person)
    for resource in resources:
        add_item(collection, resource, by=person)


def _conversation(asker: Person, helper: Person, doctor: Person, hat: Hat) -> str:
    """In English, a day old, with two answers and a comment; gives its uid."""
    at = NOW - timedelta(days=1)
    draft = QuestionDraft(
        kind=Kind.LIVING,
        title=SLEEP,
        post=PostDraft("I wake up at four and cough. What helps you at night?"),
        topics=("asthma",),
        language="en",
    )
    question = asking.ask(draft, by=asker, at=at)
    later = at + timedelta(hours=1)
    words = PostDraft("A second pillow and a cool room help me.")
    answer = posting.answer(question, words, by=helper, at=later)
    thanks = PostDraft("Thank you, I will try the pillow.")
    posting.comment(answer, thanks, by=asker, at=later + timedelta(minutes=30))
    advice = PostDraft("Please ask your doctor for a written asthma plan.", hat=hat.uid)
    posting.answer(question, advice, by=doctor, at=NOW)
    return question.uid


if __name__ == "__main__":
    sys.stdout.write(json.dumps(build()))
