"""What people answered about resources, and with which instruments."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import translation
from ninja import Router

from medagora.api.entrance.parameters import Reader
from medagora.api.schemas import judged as shapes
from medagora.api.schemas import public as schemas
from medagora.appraisal import access as appraisal_access
from medagora.appraisal import queries as appraisal
from medagora.appraisal.domain.instruments import list_instruments

if TYPE_CHECKING:
    from medagora.appraisal.domain.instruments import Choice, Instrument, Item
    from medagora.appraisal.queries import InstrumentRatings, ItemRatings, RaterLine
    from medagora.appraisal.queries.ratings import PartSpread

router = Router()


@router.get(
    "/resources/{uid}/appraisals",
    response={200: shapes.AllAppraisals, 404: schemas.Problem},
    summary="What people answered about a resource: the spread, no verdict",
)
def list_appraisals(request: HttpRequest, uid: str) -> Any:
    judged = appraisal_access.get_judged(uid, viewer=None)
    return {"items": [_ratings(one) for one in appraisal.list_ratings(judged.uid)]}


def _ratings(ratings: "InstrumentRatings") -> dict[str, Any]:
    return {
        "instrument": ratings.instrument.key,
        "version": ratings.instrument.version,
        "parts": [_part(part) for part in ratings.parts],
        "spread": [
            _item(item) for _section, items in ratings.sections for item in items
        ],
        "agreement": ratings.agreements,
        "raters": [_rater(rater) for rater in ratings.raters],
        "more": ratings.more,
    }


def _part(part: "PartSpread") -> dict[str, Any]:
    return {
        "name": part.name,
        "lowest": part.lowest,
        "best": part.best,
        "is_percent": part.is_percent,
        "sides": [
            {
                "role": role,
                "count": side.count,
                "least": side.least,
                "most": side.most,
            }
            for role, side in part.sides
            if side
        ],
    }


def _item(item: "ItemRatings") -> dict[str, Any]:
    sides = [
        {
            "role": role,
            "counts": side.counts,
            "left_out": side.left_out,
            "middle": side.middle,
        }
        for role, side in item.sides
    ]
    return {"item": item.item.id, "sides": sides}


def _rater(rater: "RaterLine") -> dict[str, Any]:
    names = ("uid", "pseudonym", "name", "role", "interests", "interest_words")
    more = ("published_at", "answers", "reasons")
    return {name: getattr(rater, name) for name in names + more}


@router.get(
    "/instruments",
    response={200: shapes.Instruments},
    summary="The instruments by which people judge",
)
def list_all_instruments(request: HttpRequest) -> Any:
    return {"items": [_line(made) for made in list_instruments()]}


@router.get(
    "/instruments/{key}",
    response={200: shapes.InstrumentDetail, 404: schemas.Problem},
    summary="One instrument with every item and choice",
)
def get_instrument(request: HttpRequest, key: str, reader: Reader = "en") -> Any:
    with translation.override(reader):
        made = appraisal_access.get_instrument(key)
        return _line(made) | {
            "reading": made.reading,
            "scale": [_choice(choice) for choice in made.scale],
            "items": [
                _question(item, section.key)
                for section in made.sections
                for item in section.items
            ],
        }


def _line(made: "Instrument") -> dict[str, Any]:
    names = ("key", "version", "name", "about", "source", "address", "licence")
    return {name: getattr(made, name) for name in names}


def _choice(choice: "Choice") -> dict[str, Any]:
    return {"value": choice.value, "points": choice.points, "label": choice.label}


def _question(item: "Item", section: str) -> dict[str, Any]:
    names = ("id", "short", "question", "hint", "may_be_left_out", "left_to_people")
    return {name: getattr(item, name) for name in names} | {
        "section": section,
        "choices": [_choice(choice) for choice in item.choices],
    }
