"""Answers that come by mail become posts, or drafts where something is to be asked."""

import logging
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from medagora.community import access
from medagora.community.domain.drafts import PostDraft, answer_place, comment_place
from medagora.community.domain.incoming_mail import Incoming, read_mail
from medagora.community.labels_safety import human_words
from medagora.community.models import Post, Question
from medagora.community.services import drafts, posting, screening
from medagora.kernel.privacy import find_traces, guess_language
from medagora.kernel.refusals import NotAllowed, Refusal
from medagora.people.domain.languages import mail_language
from medagora.people.queries.consents import find_age, may_write
from medagora.people.services.notifying_replies import who_replied
from medagora.web import mail
from medagora.web.emergency_lines import emergency_help
from medagora.web.links import absolute
from medagora.web.refusals import sentence

if TYPE_CHECKING:
    from medagora.people.models import Person

log = logging.getLogger(__name__)

#: A mail server that hears no answer from us sends the same mail again.
SAME = timedelta(days=1)
MOST_BYTES = 1_000_000


class Outcome(StrEnum):
    POSTED = "posted"
    KEPT = "kept"  # as a draft, and the person is told why
    KNOWN = "known"  # the same words came before
    IGNORED = "ignored"  # written by a program, or empty
    UNKNOWN = "unknown"  # an address that we did not give out


def receive(raw: bytes, recipient: str = "", *, at: datetime) -> Outcome:
    """Takes one mail as it came. ``recipient``: to whom it was delivered, where the
    mail server says so; the headers are asked otherwise."""
    incoming = read_mail(raw[:MOST_BYTES])
    found = _find_person(incoming, recipient, at)
    if found is None:
        return Outcome.UNKNOWN
    if incoming.is_automatic or not incoming.text:
        return Outcome.IGNORED
    person, target = found
    with translation.override(mail_language(person.languages)):
        return _take(incoming.text, target, person, at)


def _find_person(
    incoming: Incoming, recipient: str, at: datetime
) -> "tuple[Person, str] | None":
    """Whose sealed address it came to. It must also come from the address of their
    account, so that a mail that was passed on is not answered in their name."""
    for address in (recipient, *incoming.recipients):
        found = who_replied(address, at)
        if found:
            return found if incoming.sender == found[0].email.lower() else None
    return None


def _take(text: str, target: str, person: "Person", at: datetime) -> Outcome:
    place = ""
    try:
        question, under = _find_target(target, person)
        place = comment_place(under.uid) if under else answer_place(question.uid)
        if _came_before(text, question, person, at):
            return Outcome.KNOWN
        _require_harmless(text, person)
        _post(text, question, under, person, at)
    except Refusal as refusal:
        _keep(text, place, person, reason=sentence(refusal), at=at)
        return Outcome.KEPT
    _answer_danger(question, person, at)
    return Outcome.POSTED


def _find_target(target: str, person: "Person") -> tuple[Question, Post | None]:
    kind, _, uid = target.partition(":")
    if kind == "question":
        return access.get_question(uid, person), None
    under = access.get_post(uid, person)
    return under.question, under


def _came_before(text: str, question: Question, person: "Person", at: datetime) -> bool:
    recent = Post.objects.filter(question=question, author=person, text=text)
    return recent.filter(posted_at__gte=at - SAME).exists()


def _require_harmless(text: str, person: "Person") -> None:
    """By mail nobody can be asked, so whatever may identify somebody waits."""
    if not may_write(person):
        raise NotAllowed(
            "Before your first post we ask you something that a mail cannot answer."
        )
    try:
        traces = find_traces(text, guess_language(text, translation.get_language()))
    except Exception as error:  # whatever it was, it fails closed
        log.exception("The privacy guard failed")
        raise NotAllowed("We could not check whether this names somebody.") from error
    if traces:
        raise NotAllowed("Something in it may tell who somebody is.")


def _post(
    text: str, question: Question, under: Post | None, person: "Person", at: datetime
) -> None:
    if under is None:
        posting.answer(question, PostDraft(text), by=person, at=at)
    else:
        posting.comment(under, PostDraft(text), by=person, at=at)


def _answer_danger(question: Question, person: "Person", at: datetime) -> None:
    """Whoever spoke of danger sees at once on the page whom to call; whoever wrote a
    mail gets a mail."""
    crisis = screening.crisis_for_author(question, person, at)
    if crisis is None:
        return
    language = mail_language(person.languages)
    age = find_age(person)
    mail.send_page_mail(
        "community/mail/for_you",
        person.email,
        {
            "words": human_words(crisis),
            "help": emergency_help(
                crisis.emergency, age.country if age else "", language
            ),
            "page": absolute(reverse("community:question", args=[question.uid])),
        },
        language,
        headers={"Auto-Submitted": "auto-replied"},
    )


@transaction.atomic
def _keep(
    text: str, place: str, person: "Person", *, reason: str, at: datetime
) -> None:
    """The words become a draft at their place, and a mail says why and where; without
    a place (a conversation that is gone) the mail says that they are not kept."""
    kind, _, uid = place.partition(":")
    page = ""
    if uid:
        drafts.keep(person, place, {"text": [text[: drafts.LONGEST]]}, at=at)
        name = "community:question" if kind == "answer" else "community:comment"
        page = absolute(reverse(name, args=[uid]))
    mail.send_page_mail(
        "community/mail/not_posted",
        person.email,
        {"reason": reason, "page": page, "person": person},
        mail_language(person.languages),
        headers={"Auto-Submitted": "auto-replied"},
    )
