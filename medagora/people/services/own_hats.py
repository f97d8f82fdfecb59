"""What hats and aliases know about somebody; how they forget it."""

import base64
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from medagora.people.gateways import documents
from medagora.people.models import (
    EvidenceOwner,
    Hat,
    HatDocument,
    HatOpinion,
    HatRequest,
    Person,
    Vouch,
)
from medagora.people.services.aliases import forget_alias
from medagora.people.services.personal_data import Part, register_personal_data

_ABOUT = ("uid", "role", "specialty", "words", "country", "name", "shows_name")
_HAT = (
    *_ABOUT,
    *("topic", "standing", "evidence", "evidence_link", "made_at", "verified_at"),
    *("expires_at", "doffed_at", "doffed_because", "doffed_words"),
)
_REQUEST = (
    *_ABOUT,
    *("way", "state", "register", "number", "link", "findings", "remarks"),
    *("asked_at", "decided_at", "reason"),
)


def register() -> None:
    register_personal_data(
        "hats",
        covers=(
            "people.Hat",
            "people.HatChange",
            "people.EvidenceOwner",
            "people.FormerAlias",
            "people.HatRequest",
            "people.HatOpinion",
            "people.HatDocument",
            "people.Vouch",
        ),
        export=export,
        erase=erase,
    )


def export(person: Person) -> Iterator[Part]:
    yield Part("hats", _("Your hats, also former ones."), _rows(person.hats, _HAT))
    yield Part(
        "requests",
        _("The hats you asked for, and what was decided."),
        _rows(person.hat_requests, _REQUEST),
    )
    yield Part(
        "papers",
        _("Papers of yours that wait to be seen, in Base64."),
        [
            {
                "request": paper.request.uid,
                "media_type": paper.media_type,
                "added_at": paper.added_at,
                "content": base64.b64encode(documents.read(paper.uid) or b"").decode(),
            }
            for paper in _papers(person).select_related("request")
        ],
    )
    yield Part(
        "alias",
        _("Your alias, and those you had."),
        {
            "alias": person.alias,
            "former": _rows(person.former_aliases, ["alias", "given_up_at"]),
        },
    )
    yield Part(
        "words_for_others",
        _("What you said about other people’s hats, without their names."),
        {
            "decided": _rows(
                HatOpinion.objects.filter(by=person),
                ["request__role", "saw_documents_at", "agrees", "said_at"],
            ),
            "vouched": _rows(
                Vouch.objects.filter(by=person), ["request__role", "said_at"]
            ),
        },
    )
    yield Part(
        "evidence",
        _("Numbers and addresses that verify you. We keep digests, not the words."),
        _rows(EvidenceOwner.objects.filter(person=person), ["kind", "digest", "since"]),
    )


def erase(person: Person, at: datetime) -> None:
    """Papers go from the disk too. Of aliases only digests stay, for a year."""
    papers = list(_papers(person).values_list("uid", flat=True))
    transaction.on_commit(partial(documents.delete, papers))
    HatRequest.objects.filter(person=person).delete()
    Hat.objects.filter(person=person).delete()
    EvidenceOwner.objects.filter(person=person).delete()
    HatOpinion.objects.filter(by=person).delete()
    Vouch.objects.filter(by=person).delete()
    forget_alias(person, at)


def _papers(person: Person) -> Any:
    return HatDocument.objects.filter(request__person=person).order_by("pk")


def _rows(rows: Any, fields: Iterable[str]) -> list[dict[str, Any]]:
    return list(rows.order_by("pk").values(*fields))
