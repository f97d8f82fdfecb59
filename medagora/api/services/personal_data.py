"""What this room knows about a person, and how it forgets them."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from medagora.api.models import ApiKey, KeptAnswer
from medagora.people import services as people

if TYPE_CHECKING:
    from medagora.people.models import Person


def register() -> None:
    covers = [ApiKey._meta.label, KeptAnswer._meta.label]
    people.register_personal_data("api", covers=covers, export=export, erase=erase)


def export(person: "Person") -> Iterable[people.Part]:
    keys = ApiKey.objects.filter(person=person).order_by("pk")
    yield people.Part(
        "keys",
        _("Your keys for programs, what each may do; the keys are not kept here"),
        list(keys.values("name", "scopes", "made_at", "expires_at", "used_on")),
    )
    answers = KeptAnswer.objects.filter(key__person=person).order_by("pk")
    yield people.Part(
        "answers",
        _("What your programs were answered within a day, to answer the same again"),
        list(answers.values("key__name", "status", "content", "made_at")),
    )


def erase(person: "Person", at: datetime) -> None:
    ApiKey.objects.filter(person=person).delete()  # answers go with their keys
