"""Whose page it is, and how to reach them."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from medagora.appraisal.domain.criteria.evidence import (
    AROUND_TEXT,
    OWN_WORDS,
    Hits,
    absent,
    cannot_tell,
    exact_quote,
    no_words,
    present,
    quote_markup,
    quotes_of,
    standing_in,
)
from medagora.appraisal.domain.criteria.linked_people import (
    Role,
    is_body,
    objects_of,
    people_of,
    types_of,
)
from medagora.appraisal.domain.criteria.name_words import name_words
from medagora.appraisal.domain.criteria.policy_links import (
    Policy,
    PolicyLinks,
    quote_link,
)
from medagora.appraisal.domain.findings import Criterion, Finding, Quote
from medagora.appraisal.domain.page import Medium, Page, Region
from medagora.appraisal.domain.sight import Sight
from medagora.kernel.text import fold

_FRAME = frozenset({Region.HEADER, Region.FOOTER, Region.NAVIGATION})
#: "© 2019–2024 Example Foundation. All rights reserved."
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[ \u00a0©:]{0,4}(?:\(c\)\s?)?"
    r"(?:\d{4}(?:\s?[–—-]\s?\d{4})?[ \u00a0,.:]{0,3})?(?:by\s)?"
    r"(?P<name>[^\n|•·©]{2,100})",
    re.IGNORECASE,
)
_MADE_BY = re.compile(r"powered by|platform by|software by|theme by", re.IGNORECASE)
_SOFTWARE = re.compile(
    r"\b(?:XenForo|vBulletin|phpBB|MyBB|Invision|WordPress|Shopify|Joomla|Drupal)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[|•·\n]")
_YEARS_AFTER = re.compile(r"[\s,.]*\d{4}(?:\s?[–—-]\s?\d{4})?[\s.]*$")
_RIGHTS = re.compile(
    r"[\s,.–—-]*(?:all rights|alle rechte|todos los derechos|reservados|tous droits|"
    r"minden jog|جميع الحقوق|كل الحقوق|الحقوق محفوظة).*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\.\s.*$")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_MOST_COPYRIGHTS = 5


def look(
    page: Page, hits: Hits, sight: Sight, links: PolicyLinks | None = None
) -> Iterator[Finding]:
    """Owner and contact."""
    links = PolicyLinks(page, hits) if links is None else links
    yield _owner(page, hits, sight, links)
    yield _contact(page, hits, sight, links)


def _owner(page: Page, hits: Hits, sight: Sight, links_of: PolicyLinks) -> Finding:
    criterion = Criterion.OWNER
    links = links_of.to(Policy.OWNER)
    told = standing_in(page, hits, "owner_named", AROUND_TEXT)
    if told:
        return present(criterion, "owner.told", 0.9, [*quotes_of(page, told), *links])
    for name, quote, confidence in _names_of_owner(page):
        quotes = [quote, *links]
        more = 0.1 if links else 0.0
        return present(criterion, "owner.named", confidence + more, quotes, name=name)
    if links:
        return present(criterion, "owner.link", 0.7, links)
    if page.medium is not Medium.HTML:
        return cannot_tell(criterion, "owner.no_frame")
    if not sight.has_words:
        return no_words(criterion)
    if not links_of:
        return cannot_tell(criterion, "owner.no_links")
    return absent(criterion, "owner.none", 0.7)


def _names_of_owner(page: Page) -> Iterator[tuple[str, Quote, float]]:
    for linked in people_of(page, Role.PUBLISHER):
        yield linked.name, quote_markup(page, linked.name), 0.8
    for found in _copyrights(page):
        yield found[0], found[1], 0.7
    yield from _of_document(page)


def _copyrights(page: Page) -> Iterator[tuple[str, Quote]]:
    """Names after ©; a bare year or an address of the web is none."""
    if not any(sign in page.text for sign in ("©", "opyright", "(c)", "(C)")):
        return
    count = 0
    for found in _COPYRIGHT.finditer(page.text):
        count += 1
        if count > _MOST_COPYRIGHTS:
            return
        if page.region_at(found.start()) not in AROUND_TEXT:
            continue
        if _is_of_software(page, found):
            continue
        name = _SENTENCE.sub("", _RIGHTS.sub("", found["name"]))
        name = _YEARS_AFTER.sub("", name).strip(" .,-–—:")
        if _is_name(name):
            end = found.start("name") + found["name"].find(name) + len(name)
            yield name, exact_quote(page, found.start(), end)


def _is_of_software(page: Page, found: re.Match[str]) -> bool:
    """Whose the program is that the site runs on: "Powered by phpBB © phpBB Ltd"."""
    block = page.block_at(found.start())
    start = max(block.start if block else 0, found.start() - 60)
    lead = _SEPARATOR.split(page.text[start : found.start()])[-1]
    return bool(_MADE_BY.search(lead) or _SOFTWARE.search(found["name"]))


def _of_document(page: Page) -> Iterator[tuple[str, Quote, float]]:
    """The organisation that a document says it is by."""
    words = name_words(page.language)
    for name, start in page.bylines[:1] if page.medium is not Medium.HTML else ():
        if start is None and any(map(words.is_organisation, fold(name).split())):
            yield name, quote_markup(page, name), 0.6


def _is_name(name: str) -> bool:
    letters = sum(char.isalpha() for char in name)
    is_address = "." in name and " " not in name
    starts_well = bool(name) and (name[0].isupper() or not name[0].isascii())
    return letters >= 3 and starts_well and not is_address and len(name.split()) <= 10


def _contact(page: Page, hits: Hits, sight: Sight, links_of: PolicyLinks) -> Finding:
    criterion = Criterion.CONTACT
    direct = list(_direct(page))
    links = links_of.to(Policy.CONTACT)
    told = quotes_of(page, standing_in(page, hits, "contact_us", _FRAME))
    if direct:
        return present(criterion, "contact.direct", 0.9, [*direct, *links])
    if links:
        return present(criterion, "contact.link", 0.85, links)
    if told:
        return present(criterion, "contact.told", 0.6, told)
    if page.medium is not Medium.HTML:
        return cannot_tell(criterion, "contact.no_frame")
    if not sight.has_words:
        return no_words(criterion)
    if not links_of:
        return cannot_tell(criterion, "contact.no_links")
    return absent(criterion, "contact.none", 0.7)


def _direct(page: Page) -> Iterator[Quote]:
    """An e-mail address or telephone number of the site's own.

    A telephone number in the text may be a helpline; a mail without a recipient is a
    button to share the page.
    """
    for link in page.links[:4000]:
        scheme, _, rest = link.address[:300].lower().partition(":")
        if scheme not in {"mailto", "tel"}:
            continue
        recipient = unquote(rest.partition("?")[0])
        is_mail = scheme == "mailto" and "@" in recipient
        is_call = scheme == "tel" and link.region in _FRAME
        if (is_mail or is_call) and link.region is not Region.COMMENTS:
            yield quote_link(page, link)
            return
    yield from _linked_contact(page)
    if "@" in page.text:
        for found in _EMAIL.finditer(page.text):
            if page.region_at(found.start()) in OWN_WORDS:
                yield exact_quote(page, *found.span())
                return


def _linked_contact(page: Page) -> Iterator[Quote]:
    """What JSON-LD says of the organisation behind the page."""
    for item in objects_of(page):
        if not is_body(types_of(item)):
            continue
        for key in ("email", "telephone"):
            value = item.get(key)
            if isinstance(value, str) and value.strip():
                yield quote_markup(page, value)
                return
