"""The question of the privacy guard: every finding with its reason and safer words."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medagora.kernel.privacy import Confidence, Finding, Kind, Why

_Words = dict[Any, "str | Promise"]

NAMES: _Words = {
    Kind.PERSON: _("the name of a person"),
    Kind.ADDRESS: _("an address"),
    Kind.PLACE: _("the place where somebody lives"),
    Kind.INSTITUTION: _("a hospital, school or employer"),
    Kind.DATE: _("an exact date"),
    Kind.BIRTH_DATE: _("a date of birth"),
    Kind.AGE: _("a very high age"),
    Kind.PHONE: _("a telephone number"),
    Kind.EMAIL: _("an e-mail address"),
    Kind.URL: _("a personal page"),
    Kind.HANDLE: _("the name of an account"),
    Kind.IP: _("the address of a computer"),
    Kind.NUMBER: _("a number that may belong to a person"),
    Kind.CARD: _("the number of a bank card"),
    Kind.BANK: _("a bank account"),
    Kind.VEHICLE: _("the number of a vehicle"),
    Kind.DETAIL: _("a small detail"),
}
REASONS: _Words = {
    Why.FORM: _("It has the form of one."),
    Why.CHECK_DIGIT: _("Its check digit is right, so it may be a real one."),
    Why.LABEL: _("A label before it says what it is, as in a medical record."),
    Why.TITLE: _("A title such as “Mrs” or “Dr” stands beside it."),
    Why.CUE: _("The words beside it say so."),
    Why.KIN: _("It follows a word such as “son” or “neighbour”."),
    Why.LISTED: _("It is in our lists of names."),
    Why.FULL_NAME: _("Words with capital letters stand together as in a name."),
    Why.SIGNATURE: _("It stands where letters are signed."),
    Why.AGAIN: _("The same word is a name elsewhere in this text."),
    Why.EXACT_DATE: _("Few things happen on the same day; a season or year is enough."),
    Why.OLD_AGE: _("Few people are older than 89."),
    Why.COMBINATION: _("Harmless alone; with the rest it may tell who somebody is."),
}
SURENESS: _Words = {
    Confidence.SURE: _("quite sure"),
    Confidence.LIKELY: _("likely"),
    Confidence.MAYBE: _("only perhaps"),
}
_AROUND = 40
_LONGEST = 120


@dataclass(frozen=True)
class Doubt:
    """A finding as a page shows it. ``key`` says what a tick is about."""

    label: str
    text: str
    finding: Finding
    key: str

    @property
    def words(self) -> str:
        words = self.text[self.finding.start : self.finding.end]
        return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"

    @property
    def before(self) -> str:
        start = max(0, self.finding.start - _AROUND)
        lead = self.text[start : self.finding.start]
        return f"…{lead.partition(' ')[2]}" if start else lead

    @property
    def after(self) -> str:
        end = self.finding.end + _AROUND
        trail = self.text[self.finding.end : end]
        return f"{trail.rpartition(' ')[0]}…" if end < len(self.text) else trail

    @property
    def name(self) -> "str | Promise":
        return NAMES[self.finding.kind]

    @property
    def reason(self) -> "str | Promise":
        return REASONS[self.finding.why]

    @property
    def sureness(self) -> "str | Promise":
        return SURENESS[self.finding.confidence]


class QuestionWidget(forms.CheckboxInput):
    """A box whose value names the findings that it confirms."""

    def __init__(self, keys: str, *, checked: bool) -> None:
        super().__init__()
        self._keys, self._checked = keys, checked

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        attrs = dict(attrs or {}) | ({"checked": True} if self._checked else {})
        context = super().get_context(name, None, attrs)
        context["widget"]["value"] = self._keys
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name)


class QuestionField(forms.Field):
    """Cleaned, it is the set of keys that the person has confirmed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(template_name="web/components/privacy_question.html", **kwargs)
        self.doubts: list[Doubt] = []
        self.prefix = ""

    def to_python(self, value: Any) -> frozenset[str]:
        return frozenset(str(value or "").split())

    def ask(
        self, doubts: list[Doubt], confirmed: frozenset[str], *, prefix: str
    ) -> None:
        """Makes the hidden question a visible one."""
        shown = {doubt.key: doubt for doubt in doubts}
        self.doubts, self.prefix = list(shown.values()), prefix
        is_confirmed = bool(shown) and confirmed >= shown.keys()
        keys = " ".join(shown) or "none"
        self.widget = QuestionWidget(keys, checked=is_confirmed)
