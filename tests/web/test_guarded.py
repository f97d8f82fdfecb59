"""Forms ask before they keep words that look like a person."""

from django import forms

from medagora.web.guarded import GuardedForm
from medagora.web.traps import TrapForm


class NoteForm(GuardedForm, TrapForm):
    guarded = ("note", "title")

    title = forms.CharField(required=False)
    note = forms.CharField()


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


def test_a_person_may_say_that_it_identifies_nobody() -> None:
    said = {"note": "Call +36 30 123 4567", "identifies_nobody": "on"}

    assert NoteForm(said).is_valid()


def test_each_guarded_field_is_asked_about() -> None:
    form = NoteForm({"note": "a@example.org", "title": "b@example.org"})

    assert set(form.errors) == {"note", "title"}


def test_a_program_that_fills_every_box_is_noticed() -> None:
    assert NoteForm({"note": "x", "homepage": "https://x.example"}).is_trapped
    assert not NoteForm({"note": "x", "homepage": ""}).is_trapped
