"""Criteria and findings in the reader's language.

The sentences of findings stand in ``domain/criteria/said_*.toml``, beside the rules
that say them; ``scripts/translations.py`` takes them from there.
"""

import re
import tomllib
from datetime import date
from functools import lru_cache
from importlib.resources import files

from django.utils.formats import date_format, localize
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from medagora.appraisal.domain.findings import Criterion, Fact, Finding
from medagora.kernel import languages
from medagora.web.templatetags.medagora import register_labels

Labels = dict[str, "str | Promise"]

CRITERIA: Labels = {
    Criterion.PAGE: _("What came"),
    Criterion.AUTHOR: pgettext_lazy("of a page", "Author"),
    Criterion.CREDENTIALS: _("What qualifies the author"),
    Criterion.REVIEWER: _("Checked by somebody else"),
    Criterion.OWNER: _("Who runs the site"),
    Criterion.CONTACT: _("How to reach them"),
    Criterion.WRITTEN: _("When it was written"),
    Criterion.UPDATED: _("When it was updated"),
    Criterion.REVIEWED: _("When it was last checked"),
    Criterion.DATES_AGREE: _("Whether the dates agree"),
    Criterion.REFERENCES: _("Sources it names"),
    Criterion.NOT_RETRACTED: _("Whether its papers still stand"),
    Criterion.MORE_SUPPORT: _("Where to read on or find help"),
    Criterion.FUNDING: _("Who pays for it"),
    Criterion.CONFLICTS: _("Conflicts of interest"),
    Criterion.ADVERTISING: _("Advertising"),
    Criterion.PRIVACY: _("What it says about your data"),
    Criterion.COMPLEMENTS: _("Says that it does not replace your doctor"),
    Criterion.AIM: _("What it is for"),
    Criterion.AUDIENCE: _("Whom it is for"),
    Criterion.CLAIMS: _("Big promises"),
    Criterion.STOP_MEDICINE: _("Advice to stop a medicine"),
    Criterion.HOW_IT_WORKS: _("How the treatment works"),
    Criterion.BENEFITS: _("Benefits"),
    Criterion.HARMS: _("Harms and side effects"),
    Criterion.ABSOLUTE_NUMBERS: _("Numbers one can picture"),
    Criterion.UNCERTAINTY: _("What is not known"),
    Criterion.ALTERNATIVES: _("Other choices"),
    Criterion.DOING_NOTHING: _("What happens without treatment"),
    Criterion.QUALITY_OF_LIFE: _("Effect on daily life"),
    Criterion.SHARED_DECISION: _("Deciding together"),
    Criterion.COSTS: _("What it costs"),
    Criterion.ACTION: _("What one can do"),
    Criterion.SELLING: _("Whether it sells something"),
    Criterion.TRACKERS: _("Who follows you on the page"),
    Criterion.THIRD_PARTIES: _("Other sites that take part"),
    Criterion.POP_UPS: _("Windows that open by themselves"),
    Criterion.HTTPS: _("Safe on the way to you"),
    Criterion.LANGUAGE: _("Language"),
    Criterion.READING_LEVEL: _("How hard it is to read"),
    Criterion.HEADINGS: _("Headings"),
    Criterion.SUMMARY: _("A summary"),
    Criterion.IMAGE_TEXTS: _("Pictures described in words"),
    Criterion.LANGUAGE_MARKED: _("Language marked for reading aloud"),
    Criterion.CONTRAST: _("Colours one can read"),
    Criterion.NEWS_COST: _("News: says what it costs"),
    Criterion.NEWS_BENEFITS: _("News: gives the benefit in numbers"),
    Criterion.NEWS_HARMS: _("News: explains the harms"),
    Criterion.NEWS_EVIDENCE: _("News: knows how strong the evidence is"),
    Criterion.NEWS_MONGERING: _("News: makes no illness bigger than it is"),
    Criterion.NEWS_FUNDING: _("News: names who pays, and asks others"),
    Criterion.NEWS_ALTERNATIVES: _("News: compares with other choices"),
    Criterion.NEWS_AVAILABILITY: _("News: says whether one can get it"),
    Criterion.NEWS_NOVELTY: _("News: says what is really new"),
    Criterion.NEWS_LANGUAGE: _("News: uses sober words"),
}

GROUPS: tuple[tuple[str, "str | Promise", tuple[Criterion, ...]], ...] = (
    (
        "who",
        _("Who is behind it"),
        (
            Criterion.AUTHOR,
            Criterion.CREDENTIALS,
            Criterion.REVIEWER,
            Criterion.OWNER,
            Criterion.CONTACT,
        ),
    ),
    (
        "when",
        _("When it was made"),
        (
            Criterion.WRITTEN,
            Criterion.UPDATED,
            Criterion.REVIEWED,
            Criterion.DATES_AGREE,
        ),
    ),
    (
        "ground",
        _("What it rests on"),
        (Criterion.REFERENCES, Criterion.NOT_RETRACTED, Criterion.MORE_SUPPORT),
    ),
    (
        "says",
        _("What it says"),
        (
            Criterion.STOP_MEDICINE,
            Criterion.CLAIMS,
            Criterion.AIM,
            Criterion.AUDIENCE,
            Criterion.HOW_IT_WORKS,
            Criterion.BENEFITS,
            Criterion.HARMS,
            Criterion.ABSOLUTE_NUMBERS,
            Criterion.UNCERTAINTY,
            Criterion.ALTERNATIVES,
            Criterion.DOING_NOTHING,
            Criterion.QUALITY_OF_LIFE,
            Criterion.SHARED_DECISION,
            Criterion.COSTS,
            Criterion.ACTION,
            Criterion.COMPLEMENTS,
        ),
    ),
    (
        "news",
        _("As a news story"),
        (
            Criterion.NEWS_EVIDENCE,
            Criterion.NEWS_BENEFITS,
            Criterion.NEWS_HARMS,
            Criterion.NEWS_ALTERNATIVES,
            Criterion.NEWS_COST,
            Criterion.NEWS_AVAILABILITY,
            Criterion.NEWS_NOVELTY,
            Criterion.NEWS_FUNDING,
            Criterion.NEWS_MONGERING,
            Criterion.NEWS_LANGUAGE,
        ),
    ),
    (
        "money",
        _("Money and interests"),
        (
            Criterion.SELLING,
            Criterion.FUNDING,
            Criterion.CONFLICTS,
            Criterion.ADVERTISING,
        ),
    ),
    (
        "you",
        _("You and your data"),
        (
            Criterion.PRIVACY,
            Criterion.TRACKERS,
            Criterion.THIRD_PARTIES,
            Criterion.POP_UPS,
            Criterion.HTTPS,
        ),
    ),
    (
        "reads",
        _("How it reads"),
        (
            Criterion.PAGE,
            Criterion.LANGUAGE,
            Criterion.READING_LEVEL,
            Criterion.HEADINGS,
            Criterion.SUMMARY,
            Criterion.IMAGE_TEXTS,
            Criterion.LANGUAGE_MARKED,
            Criterion.CONTRAST,
        ),
    ),
)

#: What no machine can tell: ``domain.whole.NOT_ASSESSED``.
NOT_ASSESSED: Labels = {
    "right": _("Whether what it says is right."),
    "complete": _("Whether something important is missing."),
    "fits": _("Whether it fits you and your illness."),
    "pictures": _("What pictures, films and sound say."),
    "elsewhere": _("What other pages of the same site say."),
}


#: Why a page could not be read, by the words of ``web.http``.
_FAILURES: Labels = {
    "switched_off": _("This site does not visit other sites."),
    "refused_address": _("The address leads to a place that is not public."),
    "too_big": _("The page is larger than we read."),
    "too_slow": _("The page took too long."),
    "bad_redirect": _("The address sends us round in circles."),
    "tls": _("The certificate of the site is not valid. Be careful there."),
    "dns": _("There is no site of that name. Is it spelt right?"),
    "connection": _("Nobody answered there."),
    "protocol": _("What answered there is no web site."),
}


def failure_sentence(failure: str, status: int) -> "str | Promise":
    """Why there is nothing to show; "" when there is."""
    if not failure:
        return ""
    if failure == "status":
        return _status_sentence(status)
    return _FAILURES.get(failure, _("The page could not be read."))


def _status_sentence(status: int) -> "str | Promise":
    if status in {404, 410}:
        return _("The server says that there is no such page.")
    if status in {401, 403, 429}:
        return _(
            "The server turns programs away. If you can read the page, paste its text."
        )
    return _("The server answered with an error. Try again later.")


#: Facts that are codes of languages.
_LANGUAGES = frozenset({"language", "marked"})
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)")


@lru_cache(maxsize=1)
def sentences() -> dict[str, str]:
    """The English sentence of every code that a finding can have in ``said``."""
    folder = files("medagora.appraisal.domain") / "criteria"
    found: dict[str, str] = {}
    for place in sorted(folder.iterdir(), key=lambda each: each.name):
        if place.name.startswith("said_") and place.name.endswith(".toml"):
            plain = tomllib.loads(place.read_text(encoding="utf-8"))
            found.update(plain["sentences"])
    return found


def sentence_of(finding: Finding) -> str:
    """What was seen, in the language of the moment."""
    words = sentences().get(finding.said, "")
    facts = {name: _written(name, fact) for name, fact in finding.facts.items()}
    try:
        return gettext(words) % facts if words else ""
    except (KeyError, ValueError, TypeError):  # found by another version
        return ""


def _written(name: str, fact: Fact) -> object:
    """As the reader's language writes it: languages by name, days, lists."""
    if isinstance(fact, tuple):
        return _joint().join(str(_written(name, each)) for each in fact)
    if isinstance(fact, float):
        return localize(fact)
    if not isinstance(fact, str):
        return fact
    if name in _LANGUAGES:
        return languages.name_in(fact, get_language() or "en")
    if _DAY.fullmatch(fact):
        return date_format(date.fromisoformat(fact), "DATE_FORMAT")
    if _MONTH.fullmatch(fact):
        return date_format(date.fromisoformat(f"{fact}-01"), "YEAR_MONTH_FORMAT")
    return fact


def _joint() -> str:
    # Translators: what stands between the words of a list, with its space.
    return gettext(", ")


def register() -> None:
    register_labels("criterion", CRITERIA)
    register_labels("not_assessed", NOT_ASSESSED)
