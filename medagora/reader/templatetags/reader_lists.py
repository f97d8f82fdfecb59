"""Words for lists of entries."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from babel.dates import format_timedelta
from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language

from medagora.kernel import languages
from medagora.kernel.text import shorten
from medagora.reader.queries.lines import Line
from medagora.web.templatetags.medagora import host

register = template.Library()

_SOON, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@register.filter
def ago(moment: datetime, now: datetime) -> str:
    """ "3 hours ago" in the reader's language; from a minute on, never the future."""
    passed = max(now - moment, _SOON)
    # the words are not more exact than that, and so many moments share them
    step = _SOON if passed < _HOUR else _HOUR if passed < _DAY else _DAY
    return _passed(get_language() or "en", passed // step * step)


@lru_cache(maxsize=4096)
def _passed(language: str, passed: timedelta) -> str:
    locale = languages.locale_of(language) or "en"
    return format_timedelta(-passed, add_direction=True, locale=locale)


@register.simple_tag
def moment(at: datetime, now: datetime) -> SafeString:
    """When something was published: how long ago, from a day on also its date; the
    exact time as a title."""
    exact, day = _written(get_language() or "en", at)
    words = ago(at, now) if now - at < _DAY else f"{ago(at, now)}, {day}"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', at.isoformat(), exact, words
    )


@lru_cache(maxsize=4096)
def _written(language: str, at: datetime) -> tuple[str, str]:
    """The moment and its day, as the language writes them."""
    here = localtime(at)
    return date_format(here, "DATETIME_FORMAT"), date_format(here, "DATE_FORMAT")


@register.filter
def first_words(text: str, longest: int) -> str:
    """Cut at a word."""
    return shorten(text, longest)


@register.filter
def sound_length(seconds: int) -> str:
    """ "1:05:09" or "42:10", as players write it."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours}:{minutes:02}" if hours else str(minutes)
    return f"{head}:{rest:02}"


@register.simple_tag(takes_context=True)
def line_actions(context: Mapping[str, Any], line: Line) -> SafeString:
    """The buttons of a line. A list's lines differ in four blanks only, so each kind
    of line is written once for each language and then filled in: forty sets of
    buttons would be a third of the page's time."""
    letter = _letter(
        get_language() or "en",
        is_saved=line.is_saved,
        is_read=line.is_read,
        has_link=bool(line.link),
        has_sweep=bool(context.get("has_sweep")),
        is_signed_in=context["user"].is_authenticated,
    )
    blanks = {
        _ENTRY: str(line.id),
        _FEED: str(line.feed_id),
        _LINK: escape(line.link),
        _HOST: escape(host(line.link)) if line.link else "",
    }
    return mark_safe("".join(blanks.get(part, part) for part in letter))  # noqa: S308 - escaped above


#: What stands in the blanks of a letter: no address and no translation has it, and an
#: address takes it in the place of an entry's number.
_ENTRY, _FEED, _LINK, _HOST = (f"900000000000000000{n}" for n in range(4))
_BLANK = re.compile(r"(900000000000000000[0-3])")


@lru_cache(maxsize=256)
def _letter(language: str, *, has_link: bool, **kind: bool) -> tuple[str, ...]:
    """The text around the blanks and, in between, the blanks."""
    blanks = {"entry": _ENTRY, "feed": _FEED, "link": _LINK if has_link else ""}
    context = {**blanks, "host": _HOST, **kind}
    return tuple(_BLANK.split(render_to_string("reader/_line_actions.html", context)))
