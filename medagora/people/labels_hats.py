"""What people read of hats."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medagora.people.domain import hats
from medagora.people.domain.hats import Doffed, Evidence, Role
from medagora.people.topic_names import Names, name_of, topic_names

if TYPE_CHECKING:
    from medagora.people.models import Hat, HatRequest

Labels = dict[str, "str | Promise"]

ROLES: Labels = {
    Role.PHYSICIAN: _("Physician"),
    Role.DENTIST: _("Dentist"),
    Role.NURSE: _("Nurse"),
    Role.MIDWIFE: _("Midwife"),
    Role.PHARMACIST: _("Pharmacist"),
    Role.PSYCHOLOGIST: _("Psychologist"),
    Role.PHYSIOTHERAPIST: _("Physiotherapist"),
    Role.DIETITIAN: _("Dietitian"),
    Role.PARAMEDIC: _("Paramedic"),
    Role.OTHER_PROFESSIONAL: _("Another health profession"),
    Role.LIBRARIAN: _("Medical librarian"),
    Role.MEDICAL_STUDENT: _("Medical student"),
    Role.CARER: _("Carer of somebody with an illness"),
    Role.LIVING_WITH: _("Living with an illness"),
    Role.SPEAKS_FOR: _("Speaks for an organisation"),
}

#: What a physician of a specialty is called, by the specialty's topic.
SPECIALISTS: Labels = {
    "cardiology": _("Cardiologist"),
    "dermatology": _("Dermatologist"),
    "emergency-medicine": _("Emergency physician"),
    "endocrinology": _("Endocrinologist"),
    "gastroenterology": _("Gastroenterologist"),
    "general-practice": _("General practitioner"),
    "geriatrics": _("Geriatrician"),
    "haematology": _("Haematologist"),
    "infectious-diseases": _("Infectious disease physician"),
    "medical-genetics": _("Clinical geneticist"),
    "nephrology": _("Nephrologist"),
    "neurology": _("Neurologist"),
    "obstetrics-and-gynaecology": _("Obstetrician and gynaecologist"),
    "oncology": _("Oncologist"),
    "ophthalmology": _("Ophthalmologist"),
    "orthopaedics": _("Orthopaedic surgeon"),
    "paediatrics": _("Paediatrician"),
    "palliative-care": _("Palliative care physician"),
    "pathology": _("Pathologist"),
    "psychiatry": _("Psychiatrist"),
    "public-health": _("Public health physician"),
    "pulmonology": _("Pulmonologist"),
    "radiology": _("Radiologist"),
    "rehabilitation": _("Rehabilitation physician"),
    "rheumatology": _("Rheumatologist"),
    "surgery": _("Surgeon"),
    "urology": _("Urologist"),
}

EVIDENCE: Labels = {
    Evidence.REGISTER: _("Number in a professional register"),
    Evidence.ORCID: _("ORCID record"),
    Evidence.MAIL: _("Address of an institution"),
    Evidence.DOCUMENTS: _("Documents, seen by two moderators and then deleted"),
    Evidence.VOUCHING: _("Word of two verified peers"),
    Evidence.NONE: _("Own word"),
}

DOFFED: Labels = {
    Doffed.OWN_WISH: _("Taken off by the wearer"),
    Doffed.NOT_TRUE: _("What it says is not true"),
    Doffed.LICENCE_ENDED: _("The licence or the post has ended"),
    Doffed.MISUSED: _("It was used to mislead people"),
}

REQUEST_STATES: Labels = {
    "open": _("Open"),
    "granted": _("Granted"),
    "refused": _("Not granted"),
    "withdrawn": _("Withdrawn"),
}

#: How long names of topics are remembered, so that a page of posts asks once.
_KEEP_SECONDS = 300
_names: dict[str, tuple[str, Names]] = {}


def hat_line(hat: "Hat") -> str:
    """One line for beside a post: "Paediatrician, verified March 2026"."""
    said = hats.says(hat, hat.verified_at)
    words = {"role": role_line(hat), "month": month(said.month)}
    if said.state == "verified":
        return _now("%(role)s, verified %(month)s") % words
    if said.state == "taken_back":
        return _now("%(role)s: hat taken back, %(month)s") % words
    return _now("%(role)s (their own word)") % words


def role_line(hat: "Hat | HatRequest") -> str:
    """The role alone, with its specialty, topic or words: "Living with asthma"."""
    topic = getattr(hat, "topic", "")
    if hat.role == Role.LIVING_WITH:
        return _now("Living with %(topic)s") % {"topic": _topic(topic)}
    if hat.role == Role.CARER:
        return _now("Carer, %(topic)s") % {"topic": _topic(topic)}
    if hat.role == Role.SPEAKS_FOR:
        return _now("Speaks for %(organisation)s") % {"organisation": hat.words}
    if hat.role == Role.OTHER_PROFESSIONAL:
        return hat.words or str(ROLES[hat.role])
    if not hat.specialty:
        return str(ROLES[hat.role])
    if hat.role == Role.PHYSICIAN and hat.specialty in SPECIALISTS:
        return str(SPECIALISTS[hat.specialty])
    words = {"role": ROLES[hat.role], "specialty": _topic(hat.specialty)}
    return pgettext("a profession and its field", "%(role)s, %(specialty)s") % words


def month(at: datetime | None) -> str:
    """ "March 2026", as the reader's language writes it."""
    if at is None:
        return ""
    return formats.date_format(timezone.localtime(at), "YEAR_MONTH_FORMAT")


def _topic(slug: str) -> str:
    return name_of(slug, _remembered_names(get_language() or "en"))


def _remembered_names(language: str) -> Names:
    """Topics' names, read at most once in five minutes by each process.

    The cache holds only a token, which is cheap to read; the names stay here.
    """
    key = f"hats:topic-names:{language}"
    token, names = _names.get(language, ("", {}))
    if token and cache.get(key) == token:
        return names
    fresh = cache.get(key) or secrets.token_hex(8)
    cache.set(key, fresh, _KEEP_SECONDS)
    _names[language] = (fresh, topic_names(language))
    return _names[language][1]
