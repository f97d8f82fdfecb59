"""The guided form of an instrument. Reasons pass the privacy guard."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medagora.appraisal import labels
from medagora.appraisal.domain.appraisals import (
    LONGEST_INTEREST,
    LONGEST_REASON,
    AppraisalDraft,
    Role,
    clean,
)
from medagora.appraisal.domain.instruments import NOT_APPLICABLE, Instrument, Item
from medagora.appraisal.queries import Seen
from medagora.web.guarded import GuardedForm


@dataclass(frozen=True)
class FormItem:
    """One item on the page: its two fields, and what the engine saw beside it."""

    item: Item
    number: int
    answer: BoundField
    reason: BoundField
    seen: Sequence[Seen]


class AppraisalForm(GuardedForm):
    """All items of an instrument on one page; nothing is required until publishing."""

    def __init__(
        self,
        instrument: Instrument,
        roles: Sequence[Role],
        current: AppraisalDraft,
        data: Any = None,
    ) -> None:
        self.instrument, self.current = instrument, current
        super().__init__(data, initial=self._initial(), use_required_attribute=False)
        self.guarded = ("interest_words", *map(self._reason, self._numbers()))
        guard = self.fields.pop("identifies_nobody")
        for number, item in self._numbered():
            self.fields[self._answer(number)] = _answer_field(item, number)
            self.fields[self._reason(number)] = _reason_field(number)
        self._add_who(roles)
        self.fields["identifies_nobody"] = guard

    def _add_who(self, roles: Sequence[Role]) -> None:
        if len(roles) > 1:
            self.fields["role"] = forms.ChoiceField(
                label=_("You judge as"),
                choices=[(role.value, labels.ROLES[role]) for role in roles],
                widget=forms.RadioSelect,
                required=False,
            )
        self.roles = tuple(roles)
        self.fields["interest_words"] = forms.CharField(
            label=_("Do you have an interest in this resource?"),
            help_text=_(
                "Work, money, family or friendship: say which. It is shown beside your "
                "answers, as are the interests that you declared in your profile."
            ),
            max_length=LONGEST_INTEREST,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def _initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = {
            "role": self.current.role.value,
            "interest_words": self.current.interest_words,
        }
        for number, item in self._numbered():
            initial[self._answer(number)] = self.current.answers.get(item.id, "")
            initial[self._reason(number)] = self.current.reasons.get(item.id, "")
        return initial

    def _numbered(self) -> list[tuple[int, Item]]:
        return list(enumerate(self.instrument.items, start=1))

    def _numbers(self) -> range:
        return range(1, len(self.instrument.items) + 1)

    @staticmethod
    def _answer(number: int) -> str:
        return f"answer-{number}"

    @staticmethod
    def _reason(number: int) -> str:
        return f"reason-{number}"

    def draft(self) -> AppraisalDraft:
        """What can be kept of what was sent, also when something is to be mended.

        Words about which the guard has a doubt are not among it: what was kept
        before in their place stays.
        """
        sent = self.cleaned_data
        answers, reasons = {}, {}
        for number, item in self._numbered():
            answers[item.id] = sent.get(self._answer(number), "")
            before = self.current.reasons.get(item.id, "")
            reasons[item.id] = sent.get(self._reason(number), before)
        role = sent.get("role") or self._standing_role()
        interest = sent.get("interest_words", self.current.interest_words)
        return AppraisalDraft(Role(role), interest, answers, reasons)

    @property
    def is_unchanged(self) -> bool:
        """True when everything that was sent, and can be kept, is kept already."""
        return clean(self.draft(), self.instrument) == self.current

    def _standing_role(self) -> Role:
        """The one chosen before; the first that is open when it no longer is."""
        current = self.current.role
        return current if current in self.roles else self.roles[0]

    def ask_for(self, missing: Sequence[str]) -> None:
        """Marks the items that must be answered before publishing."""
        for number, item in self._numbered():
            if item.id in missing:
                self.add_error(self._answer(number), _now("Please choose an answer."))

    def sections(self, seen: dict[str, list[Seen]]) -> list[tuple[str, list[FormItem]]]:
        """The page's sections with their items, in order."""
        numbers = {item.id: number for number, item in self._numbered()}
        return [
            (
                _now(section.name),
                [
                    self._form_item(item, numbers[item.id], seen.get(item.id, []))
                    for item in section.items
                ],
            )
            for section in self.instrument.sections
        ]

    def _form_item(self, item: Item, number: int, seen: Sequence[Seen]) -> FormItem:
        answer, reason = self[self._answer(number)], self[self._reason(number)]
        return FormItem(item, number, answer, reason, seen)


def _answer_field(item: Item, number: int) -> forms.ChoiceField:
    choices: list[tuple[str, Any]] = [
        (choice.value, _now(choice.label)) for choice in item.choices
    ]
    if item.may_be_left_out:
        choices.append((NOT_APPLICABLE, labels.NOT_APPLICABLE))
    return forms.ChoiceField(
        label=f"{number}. {_now(item.question)}",
        help_text=_now(item.hint),
        choices=choices,
        widget=forms.RadioSelect,
        required=False,
    )


def _reason_field(number: int) -> forms.CharField:
    words = _now("Why? Words from the page help others most.")
    return forms.CharField(
        label=f"{number}. {words}",
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
