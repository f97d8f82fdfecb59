"""Forms whose free text passes the privacy guard before it is stored.

The guard warns, says what it saw and why, offers safer words and asks; the words stay
in the form. A confirmation covers the findings that were shown, and no others: what is
written afterwards is asked about anew. It fails closed: without the person's word, or
when the guard itself fails, nothing that may look like a person is stored.
"""

import logging
from collections.abc import Iterable
from copy import copy
from typing import Any, cast

from django import forms
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from medagora.kernel.privacy import (
    Finding,
    Kind,
    find_traces,
    guess_language,
    key_of,
    suggest_safer,
)
from medagora.web.guarded_question import NAMES, Doubt, QuestionField

#: So many findings have a sentence of their own at the field; the question has all.
_SAID = 3
_OF_NAMES = {Kind.PERSON, Kind.INSTITUTION}
_log = logging.getLogger(__name__)


class GuardedForm(forms.Form):
    """``guarded`` names the fields; a question appears when there is a doubt.

    ``guard_language`` is the language of the texts, where a page knows it better
    than the text itself and the language of the page tell. In ``names_welcome`` fields
    people name themselves or whom they work for, so that names are not asked about.
    """

    guarded: tuple[str, ...] = ()
    names_welcome: tuple[str, ...] = ()
    guard_language: str = ""

    identifies_nobody = QuestionField(
        label=_("I have looked: this identifies nobody, or it is public already"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # the question comes after what it is about
        self.fields["identifies_nobody"] = self.fields.pop("identifies_nobody")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        confirmed: frozenset[str] = cleaned.get("identifies_nobody") or frozenset()
        wants_safer = self.add_prefix("use_safer") in self.data
        doubts: list[Doubt] = []
        for name in self.guarded:
            if wants_safer:
                self._put_safer(name)
            doubts += self._doubts(name, confirmed)
        if doubts or wants_safer:
            field = cast("QuestionField", self.fields["identifies_nobody"])
            field.ask(doubts, confirmed, prefix=self.add_prefix(""))
        cleaned["identifies_nobody"] = bool(doubts)
        if wants_safer:
            self.add_error(
                "identifies_nobody",
                _("The safer words are in the text now. Please read it and send it."),
            )
        return cleaned

    def _look(self, name: str, text: str) -> list[Finding] | None:
        """What the guard sees in a text; None when it could not look, which is said."""
        try:
            hint = self.guard_language or get_language() or ""
            findings = find_traces(text, guess_language(text, hint))
        except Exception:  # noqa: BLE001  # whatever it was, it fails closed
            _log.exception("The privacy guard failed")
            self.add_error(
                name,
                _(
                    "We could not check whether this text identifies somebody, so it "
                    "is not stored. Please change a few words, or try again later."
                ),
            )
            return None
        if name in self.names_welcome:
            return [f for f in findings if f.kind not in _OF_NAMES]
        return findings

    def _put_safer(self, name: str) -> None:
        """Puts the safer words whose boxes are ticked into the text of the form."""
        text = self.cleaned_data.get(name) or ""
        ticked = set(self._ticked())
        chosen = [f for f in self._look(name, text) or () if key_of(text, f) in ticked]
        if not chosen:
            return
        safer = suggest_safer(text, chosen)
        data = copy(self.data)  # what was sent cannot be changed, a copy can
        cast("dict[str, Any]", data)[self.add_prefix(name)] = safer
        self.data, self.cleaned_data[name] = data, safer

    def _ticked(self) -> Iterable[str]:
        key = self.add_prefix("safer")
        if hasattr(self.data, "getlist"):
            return map(str, self.data.getlist(key))
        return map(str, self.data.get(key) or ())

    def _doubts(self, name: str, confirmed: frozenset[str]) -> list[Doubt]:
        """What is to be asked about a field; adds the guard's sentences to it."""
        text = self.cleaned_data.get(name) or ""
        findings = self._look(name, text) if text else []
        if not findings:
            return []
        doubts = [
            Doubt(str(self.fields[name].label or name), text, f, key_of(text, f))
            for f in findings
        ]
        new = [doubt for doubt in doubts if doubt.key not in confirmed]
        if new:
            for sentence in self._sentences(new):
                self.add_error(name, sentence)
        return doubts

    @staticmethod
    def _sentences(doubts: list[Doubt]) -> list[str]:
        first, *others = doubts
        said = [
            _(
                "“%(words)s” looks like %(kind)s. Other people will read this, so "
                "please take out what identifies somebody, or confirm below."
            )
            % {"words": first.words, "kind": NAMES[first.finding.kind]}
        ]
        said += [
            _("“%(words)s” looks like %(kind)s.")
            % {"words": other.words, "kind": NAMES[other.finding.kind]}
            for other in others[: _SAID - 1]
        ]
        left = len(others) - (_SAID - 1)
        if left > 0:
            more = ngettext(
                "There is %(count)s more below.",
                "There are %(count)s more below.",
                left,
            )
            said.append(more % {"count": left})
        return said
