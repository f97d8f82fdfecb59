"""From bytes to a page, by the medium that came."""

from collections.abc import Callable, Mapping

from medagora.appraisal.domain.adapt import limits
from medagora.appraisal.domain.adapt.arrivals import what_came
from medagora.appraisal.domain.adapt.decoding import decode
from medagora.appraisal.domain.adapt.hypertext import page_of_html
from medagora.appraisal.domain.adapt.paper import page_of_pdf, page_of_plain
from medagora.appraisal.domain.page import Medium, Page, PageState


def make_page(
    body: bytes,
    headers: Mapping[str, str],
    address: str,
    *,
    guess_language: Callable[[str], str],
) -> Page:
    """The page, whatever came: a state that says so when it is none.

    ``guess_language`` gives the code of a text's language, or "".
    """
    address = address.strip()[: limits.LONGEST_ADDRESS]
    said = _tidy(headers)
    if len(body) > limits.MOST_BYTES:
        return Page(address, PageState.TOO_BIG, headers=said)
    if not body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return Page(address, PageState.EMPTY, headers=said)
    content_type = said.get("content-type", "")
    came = what_came(body, content_type)
    if came.state is not PageState.READ:
        return Page(address, came.state, headers=said)
    if came.medium is Medium.PDF:
        return page_of_pdf(body, said, address, guess_language)
    text = decode(body, content_type)
    if came.medium is Medium.PLAIN:
        return page_of_plain(text, said, address, guess_language)
    return page_of_html(text, said, address, guess_language)


def _tidy(headers: Mapping[str, str]) -> dict[str, str]:
    """Lower-case names; the first hundred, none longer than a meta element."""
    return {
        str(name).lower()[:100]: str(value)[: limits.LONGEST_META]
        for name, value in list(headers.items())[: limits.MOST_HEADERS]
    }
