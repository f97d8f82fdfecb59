"""In which country a reader is, as far as they or their browser said.

Never by the network address: it tells more than we want to know, and is often wrong.
"""

import re
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import sort_key

COOKIE = "country"
_YEAR = 365 * 24 * 60 * 60
#: What CLDR names beside the countries of ISO 3166: tests of software, parts of others.
_NO_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "IC", "QO", "TA", "XA", "XB"])
#: Browsers come so from the factory, wherever they are sold.
_EVERYWHERE = "en-us"
_REGION = re.compile(r"-([a-z]{2})(?:-|$)")


def country_of(request: HttpRequest) -> str:
    """ISO 3166-1 alpha-2, or "" when nothing tells it.

    The reader's own choice; else the region of the language that their browser asks
    for first ("de-AT"); else the operator's. "en-US" tells least and comes last.
    """
    chosen = request.COOKIES.get(COOKIE, "")
    if is_country(chosen):
        return chosen
    tags = _first_language(request.headers.get("Accept-Language", ""))
    telling = [tag for tag in tags if tag != _EVERYWHERE]
    region = next(filter(None, map(_region, telling)), "")
    own = str(settings.CONFIG.country).upper()
    return region or own or next(filter(None, map(_region, tags)), "")


def is_country(code: str) -> bool:
    return code in languages.countries_in("en") and code not in _NO_COUNTRIES


@lru_cache(maxsize=16)
def country_choices(language: str) -> tuple[tuple[str, str], ...]:
    """Every country's code and its name in a language, sorted by the name."""
    names = languages.countries_in(language)
    known = [(code, name) for code, name in names.items() if is_country(code)]
    return tuple(sorted(known, key=lambda pair: sort_key(pair[1])))


def keep_country(response: HttpResponse, code: str) -> HttpResponse:
    """Remembers a reader's choice, in a cookie that holds those two letters only;
    "" forgets it. BadInput for what is no country."""
    if not code:
        response.delete_cookie(COOKIE, samesite="Lax")
    elif is_country(code):
        response.set_cookie(COOKIE, code, max_age=_YEAR, httponly=True, samesite="Lax")
    else:
        raise BadInput("There is no such country.", field="country")
    return response


def depends_on_country(response: HttpResponse) -> HttpResponse:
    """Tells caches that the page differs by what ``country_of`` looks at."""
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


def _first_language(header: str) -> list[str]:
    """The tags of the language that is wanted most, the most wanted first.

    A second language says little of the place: browsers add "en-US" by themselves.
    """
    tags = [tag for tag, _ in parse_accept_lang_header(header.lower())]
    return [tag for tag in tags if _primary(tag) == _primary(tags[0])]


def _primary(tag: str) -> str:
    return tag.partition("-")[0]


def _region(tag: str) -> str:
    found = _REGION.search(tag)
    code = found[1].upper() if found else ""
    return code if is_country(code) else ""
