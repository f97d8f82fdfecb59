"""Templates: sheets that somebody hands over often."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.kernel.text import tidy
from medagora.prescriptions import access
from medagora.prescriptions.domain import drafts, stored_lines
from medagora.prescriptions.domain.drafts import USUAL_DAYS, Chosen, Draft
from medagora.prescriptions.models import Prescription, Template
from medagora.prescriptions.queries.things import find_things
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Person

MOST_TEMPLATES = 100
LONGEST_NAME = 120
_COPIED = (
    "language",
    "title",
    "note",
    "level",
    "allow_other_languages",
    "wants_receipt",
)


@dataclass(frozen=True)
class Ready:
    """A template as a draft, without what cannot be handed over now.

    ``missing``: the titles of what was left out, as far as they are known still.
    """

    draft: Draft
    missing: tuple[str, ...] = ()


@transaction.atomic
def save_template(name: str, draft: Draft, *, by: "Person", at: datetime) -> Template:
    """Conflict when the person has one of this name, or too many."""
    access.require_member(by)
    clean = drafts.clean(draft)
    if not clean.lines:
        raise BadInput("Tick something first.", field="lines")
    if Template.objects.filter(person=by).count() >= MOST_TEMPLATES:
        raise Conflict(
            "You have %(most)d templates. Delete one first.", most=MOST_TEMPLATES
        )
    template = Template(
        person=by,
        name=_name(name),
        days=clean.days,
        items=stored_lines.to_plain(clean.lines),
        made_at=at,
        **{field: getattr(clean, field) for field in _COPIED},
    )
    _store(template)
    audit.record("prescriptions.template_saved", template, by=by)
    return template


def draft_of(prescription: Prescription) -> Draft:
    """A sheet as a draft without a hat, to save it as a template or to hand it over
    anew. A line that was replaced is its replacement."""
    rows = prescription.items.filter(parent=None)
    lines = [Chosen(row.kind, row.replacement_uid or row.uid, row.note) for row in rows]
    open_for = (prescription.expires_at - prescription.made_at).days
    return Draft(
        lines=tuple(lines),
        days=min(max(open_for, drafts.FEWEST_DAYS), drafts.MOST_DAYS),
        **{field: getattr(prescription, field) for field in _COPIED},
    )


@transaction.atomic
def use_template(template: Template, *, by: "Person", at: datetime) -> Ready:
    """The template as a draft for the next sheet; notes when it was used."""
    _require_own(template, by)
    lines = stored_lines.from_plain(template.items)
    things = find_things(lines, template.language, viewer=by)
    kept, missing = [], []
    for line in lines:
        thing = things.get(line.key)
        if thing is not None and not thing.is_gone:
            kept.append(line)
        else:
            missing.append(thing.title if thing else "")
    Template.objects.filter(pk=template.pk).update(used_at=at)
    template.used_at = at
    draft = Draft(
        lines=tuple(kept),
        days=template.days or USUAL_DAYS,
        **{field: getattr(template, field) for field in _COPIED},
    )
    return Ready(draft, tuple(missing))


@transaction.atomic
def rename_template(template: Template, name: str, *, by: "Person") -> Template:
    _require_own(template, by)
    template.name = _name(name)
    _store(template)
    return template


@transaction.atomic
def set_favourite(template: Template, is_favourite: bool, *, by: "Person") -> None:
    _require_own(template, by)
    template.is_favourite = is_favourite
    template.save(update_fields=["is_favourite"])


@transaction.atomic
def delete_template(template: Template, *, by: "Person") -> None:
    _require_own(template, by)
    audit.record("prescriptions.template_deleted", template, by=by)
    template.delete()


def _name(text: str) -> str:
    name = tidy(text, limit=LONGEST_NAME)
    if not name:
        raise BadInput("Give the template a name.", field="name")
    return name


def _store(template: Template) -> None:
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError:
        raise Conflict(
            "You have a template of this name already. Choose another.", field="name"
        ) from None


def _require_own(template: Template, by: "Person") -> None:
    if template.person_id != by.pk:
        raise NotAllowed("This is not a template of yours.")
