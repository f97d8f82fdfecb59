"""Forms of this room. Free text passes the privacy guard."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medagora.people.queries import hats
from medagora.people.queries.hat_words import hat_line
from medagora.prescriptions.domain import drafts
from medagora.prescriptions.domain.drafts import Chosen, Draft
from medagora.prescriptions.domain.services_draft import ServiceDraft
from medagora.prescriptions.domain.sheets import Line
from medagora.prescriptions.domain.words import Level
from medagora.web.guarded import GuardedForm
from medagora.web.language_choices import language_choices

if TYPE_CHECKING:
    from medagora.people.models import Person

DAYS = (
    (14, _("Two weeks")),
    (30, _("A month")),
    (90, _("Three months")),
    (180, _("Half a year")),
    (365, _("A year")),
)


@dataclass(frozen=True)
class Row:
    """One thing that may go on the sheet, with its box and its note."""

    line: Line
    box: forms.BoundField
    note: forms.BoundField


class ComposeForm(GuardedForm):
    """A sheet before it is handed over. ``lines`` are what may go on it; ``draft()``
    after it was valid."""

    language = forms.ChoiceField(
        label=_("Language of the sheet"), choices=language_choices
    )
    level = forms.ChoiceField(
        label=_("Reading"),
        choices=[
            (Level.ANY, _("As chosen")),
            (Level.SIMPLE, _("What is easy to read first")),
        ],
        widget=forms.RadioSelect,
        initial=Level.ANY,
    )
    title = forms.CharField(
        label=_("Heading"), max_length=drafts.LONGEST_TITLE, required=False
    )
    note = forms.CharField(
        label=_("A note"),
        help_text=_("Where to begin, what to look for. Leave out who the patient is."),
        max_length=drafts.LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    allow_other_languages = forms.BooleanField(
        label=_("Other languages are fine: each such line says in which it is"),
        required=False,
    )
    hat = forms.ChoiceField(
        label=_("Signed"),
        help_text=_("Without a signature nobody reads who made it."),
        required=False,
    )
    days = forms.TypedChoiceField(
        label=_("The code works for"),
        choices=DAYS,
        coerce=int,
        initial=drafts.USUAL_DAYS,
        required=False,
    )
    wants_receipt = forms.BooleanField(
        label=_("Ask whether it was opened: you hear of it only if they say yes"),
        required=False,
    )
    #: Given to this page alone, so that a double click makes one sheet.
    form = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        lines: Sequence[Line],
        ticked: Iterable[tuple[str, str]],
        person: "Person | None",
        notes: dict[tuple[str, str], str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._lines, on, words = lines, set(ticked), notes or {}
        for line in lines:
            key = (line.kind, line.uid)
            self.fields[f"on_{_name(line)}"] = forms.BooleanField(
                label=line.title or line.uid,
                required=False,
                initial=key in on,
                disabled=line.is_gone,
            )
            self.fields[f"note_{_name(line)}"] = forms.CharField(
                label=_now("A word about “%(title)s”") % {"title": line.title},
                max_length=drafts.LONGEST_LINE_NOTE,
                required=False,
                initial=words.get(key, ""),
            )
        self.guarded = ("title", "note", *(f"note_{_name(line)}" for line in lines))
        self.fields["identifies_nobody"] = self.fields.pop("identifies_nobody")
        self.fields["days"].required = person is not None
        self._sign(person)

    def _sign(self, person: "Person | None") -> None:
        own = hats.list_wearable(person, timezone.now()) if person else []
        field = self.fields["hat"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        none = _now("Without a signature")
        field.choices = [*((hat.uid, hat_line(hat)) for hat in own), ("", none)]
        if not own:
            field.widget = forms.HiddenInput()
        elif own[0].verified_at:
            field.initial = own[0].uid

    @property
    def rows(self) -> list[Row]:
        return [self._row(line) for line in self._lines if not line.is_service]

    @property
    def service_rows(self) -> list[Row]:
        return [self._row(line) for line in self._lines if line.is_service]

    def _row(self, line: Line) -> Row:
        name = _name(line)
        return Row(line, self[f"on_{name}"], self[f"note_{name}"])

    def _is_on(self, line: Line) -> bool:
        """What broke since its box was ticked is refused by name, not left out."""
        name = f"on_{_name(line)}"
        if line.is_gone:
            return self.add_prefix(name) in self.data
        return bool(self.cleaned_data.get(name))

    def draft(self) -> Draft:
        data = self.cleaned_data
        chosen = [
            Chosen(line.kind, line.uid, data.get(f"note_{_name(line)}", ""))
            for line in self._lines
            if self._is_on(line)
        ]
        return Draft(
            language=data["language"],
            lines=tuple(chosen),
            title=data["title"],
            note=data["note"],
            level=data["level"],
            allow_other_languages=data["allow_other_languages"],
            wants_receipt=data["wants_receipt"],
            days=data["days"] or drafts.USUAL_DAYS,
            hat=data["hat"],
        )


def _name(line: Line) -> str:
    return f"{line.kind}_{line.uid}"


class LetterForm(forms.Form):
    """Where the link is mailed; only the queue of mails has it, for an hour."""

    address = forms.EmailField(
        label=_("E-mail address"),
        help_text=_(
            "It waits with the mail only: an hour after it was sent, or a week after "
            "it failed, we have forgotten it. So we cannot send it again."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class NameForm(GuardedForm):
    """What a template is called in its maker's list."""

    guarded = ("name",)

    name = forms.CharField(
        label=_("Name of the template"),
        help_text=_("Such as “New inhaler, children”. Nobody else sees it."),
        max_length=120,
    )


class ServiceForm(GuardedForm):
    """A place or a telephone near the patients; ``draft()`` after it was valid."""

    guarded = ("name", "what", "hours")
    names_welcome = ("name", "what")

    name = forms.CharField(label=_("Name"), max_length=160)
    what = forms.CharField(
        label=_("What it offers"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    hours = forms.CharField(label=_("When it is open"), max_length=200, required=False)
    address = forms.URLField(
        label=_("Its page"), max_length=1000, required=False, assume_scheme="https"
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)

    def draft(self) -> ServiceDraft:
        data = self.cleaned_data
        names = ("name", "what", "phone", "place", "hours", "address", "language")
        return ServiceDraft(**{name: data[name] for name in names})


class CodeForm(forms.Form):
    """The code of a sheet, as somebody reads it from paper or hears it."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_(
            "Ten letters and digits, such as 7K3QX-M9TBA. Small letters will do."
        ),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
    )
