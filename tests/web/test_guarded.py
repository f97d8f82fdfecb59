"""Forms ask before they keep words that look like a person."""

import re
from html import unescape
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation

from medagora.kernel.privacy import Kind, Why
from medagora.web import guarded
from medagora.web.guarded import GuardedForm
from medagora.web.guarded_question import NAMES, REASONS
from medagora.web.traps import TrapForm


class NoteForm(GuardedForm, TrapForm):
    guarded = ("note", "title")

    title = forms.CharField(required=False)
    note = forms.CharField()


def asked_for(form: GuardedForm) -> str:
    """The value of the box that confirms what the form asks about."""
    assert not form.is_valid()
    box = re.search(r'name="[\w-]*identifies_nobody" value="([^"]*)"', shown(form))
    assert box
    return box.group(1)


def shown(form: GuardedForm) -> str:
    return unescape(form["identifies_nobody"].as_field_group())


def sent(**values: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    data._mutable = False
    return data


def ticks(form: GuardedForm) -> list[str]:
    form.is_valid()
    return re.findall(r'name="safer" value="(\w+)"', shown(form))


def test_harmless_words_pass_without_a_question() -> None:
    form = NoteForm({"note": "Explains inhalers well."})

    assert form.is_valid()
    assert form["identifies_nobody"].is_hidden


def test_a_doubt_names_the_words_and_asks() -> None:
    form = NoteForm({"note": "Call +36 30 123 4567"})

    assert not form.is_valid()
    assert "+36 30 123 4567" in str(form.errors["note"])
    assert not form["identifies_nobody"].is_hidden
    assert "+36 30 123 4567" in str(form["note"])  # the words stay


def test_every_finding_is_shown_with_its_reason_and_safer_words() -> None:
    form = NoteForm({"note": "My son Oliver saw Dr Patel on 14 February 2023."})
    form.is_valid()

    page = shown(form)

    assert "My son <mark>Oliver</mark> saw" in page
    assert "It follows a word such as “son”" in page
    assert "Leave it out" in page
    assert "Write “my doctor” instead" in page
    assert "Write “in winter 2023” instead" in page


def test_a_person_may_say_that_what_is_shown_identifies_nobody() -> None:
    said = {"note": "Call +36 30 123 4567"}
    tick = asked_for(NoteForm(said))

    assert NoteForm({**said, "identifies_nobody": tick}).is_valid()


def test_a_tick_that_names_nothing_confirms_nothing() -> None:
    form = NoteForm({"note": "Call +36 30 123 4567", "identifies_nobody": "on"})

    assert not form.is_valid()


def test_what_is_written_after_the_confirmation_is_asked_about_anew() -> None:
    tick = asked_for(NoteForm({"note": "Call +36 30 123 4567"}))

    changed = NoteForm(
        {"note": "Call Anna Kovács, +36 30 123 4567", "identifies_nobody": tick}
    )

    assert not changed.is_valid()
    assert "Anna Kovács" in str(changed.errors["note"])
    assert "123 4567" not in str(changed.errors["note"])


def test_words_around_a_confirmed_finding_may_change() -> None:
    tick = asked_for(NoteForm({"note": "Call +36 30 123 4567"}))
    data = {"note": "Please call: +36 30 123 4567.", "identifies_nobody": tick}

    assert NoteForm(data).is_valid()


def test_a_form_with_another_mistake_keeps_the_tick() -> None:
    said = {"note": "", "title": "Call +36 30 123 4567"}
    tick = asked_for(NoteForm(said))
    form = NoteForm({**said, "identifies_nobody": tick})

    assert not form.is_valid()
    assert re.search(r'name="identifies_nobody"[^>]* checked', shown(form))


def test_safer_words_take_the_place_of_what_was_found() -> None:
    note = "My son Oliver saw Dr Patel."
    form = NoteForm(
        sent(note=note, use_safer="1", safer=ticks(NoteForm({"note": note})))
    )

    assert not form.is_valid()  # the person reads it first
    assert form["note"].value() == "My son saw my doctor."
    assert "Please read it" in shown(form)
    assert "note" not in form.errors
    assert NoteForm({"note": form["note"].value()}).is_valid()


def test_only_what_is_ticked_is_replaced() -> None:
    note = "My son Oliver saw Dr Patel."
    first, _second = ticks(NoteForm({"note": note}))

    form = NoteForm(sent(note=note, use_safer="1", safer=[first]))

    assert not form.is_valid()
    assert form["note"].value() == "My son saw Dr Patel."
    assert "Dr Patel" in str(form.errors["note"])


def test_safer_words_work_behind_a_prefix_and_in_the_language_of_the_text() -> None:
    note = "A kisfiam, Bence lázas. Hívjon a +36 30 123 4567 számon."
    plain = ticks(NoteForm({"note": note}))
    data = sent(**{"x-note": note, "x-use_safer": "1", "x-safer": plain})

    form = NoteForm(data, prefix="x")

    assert not form.is_valid()
    assert form["note"].value() == (
        "A kisfiam lázas. Hívjon a (telefonszám kihagyva) számon."
    )


def test_the_texts_language_counts_more_than_the_pages() -> None:
    with translation.override("en"):
        form = NoteForm({"note": "a nevem piroska és nagyon félek az orvostól"})

        assert "piroska" in str(form.errors["note"])


def test_each_guarded_field_is_asked_about() -> None:
    form = NoteForm({"note": "a@example.org", "title": "b@example.org"})

    assert set(form.errors) == {"note", "title"}


def test_many_findings_are_counted_not_listed_at_the_field() -> None:
    mails = " ".join(f"person{number}@example.org" for number in range(9))

    errors = NoteForm({"note": mails}).errors["note"]

    assert len(errors) == 4
    assert errors[-1] == "There are 6 more below."


def test_where_names_are_welcome_they_are_not_asked_about() -> None:
    class SignedForm(NoteForm):
        names_welcome = ("title",)

    named = {"note": "Explains inhalers.", "title": "Dr Patel"}

    assert not NoteForm(named).is_valid()
    assert SignedForm(named).is_valid()
    assert not SignedForm({**named, "title": "Dr Patel, +36 30 123 4567"}).is_valid()
    assert not SignedForm({**named, "note": "Ask Dr Patel."}).is_valid()


def test_a_guard_that_fails_lets_nothing_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(guarded, "find_traces", broken)
    form = NoteForm({"note": "Explains inhalers well.", "identifies_nobody": "on"})

    assert not form.is_valid()
    assert "could not check" in str(form.errors["note"])


def test_every_kind_and_reason_has_words() -> None:
    assert set(NAMES) == set(Kind)
    assert set(REASONS) == set(Why)


def test_the_page_escapes_what_people_write() -> None:
    form = NoteForm({"note": "<b>x</b> my son Oliver <script>1</script>"})
    form.is_valid()

    assert "<script>" not in form["identifies_nobody"].as_field_group()


def test_a_program_that_fills_every_box_is_noticed() -> None:
    assert NoteForm({"note": "x", "homepage": "https://x.example"}).is_trapped
    assert not NoteForm({"note": "x", "homepage": ""}).is_trapped
