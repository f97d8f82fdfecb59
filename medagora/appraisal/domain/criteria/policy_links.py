"""The links of a page that lead to what the site says of itself.

Recognised by the words of the page's language, by English words and by parts of
their address, so that a page in a language without lists is not called silent.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from urllib.parse import unquote

from medagora.appraisal.domain.criteria.evidence import Hits, exact_quote, quote_markup
from medagora.appraisal.domain.criteria.papers import is_at_home
from medagora.appraisal.domain.findings import Quote, Where
from medagora.appraisal.domain.page import Link, Page, Region
from medagora.appraisal.domain.word_lists import word_list
from medagora.kernel.text import fold

#: Links of menus and page ends come last; a long page has few thousand links.
_MOST_LINKS = 4000
_MOST_FOUND = 4
#: More words than this are the link of a story about privacy, not of a policy.
_MOST_WORDS = 6


class Policy(StrEnum):
    PRIVACY = "privacy"
    OWNER = "owner"
    CONTACT = "contact"
    ADVERTISING = "advertising"
    FUNDING = "funding"
    CONFLICTS = "conflicts"


@lru_cache(maxsize=1)
def _signs() -> tuple[dict[str, set[Policy]], dict[str, set[Policy]]]:
    """Folded words -> policies, and parts of addresses -> policies."""
    place = files("medagora.appraisal.domain.criteria") / "links.toml"
    tables = tomllib.loads(place.read_text(encoding="utf-8"))
    words: dict[str, set[Policy]] = defaultdict(set)
    paths: dict[str, set[Policy]] = defaultdict(set)
    for name, table in tables.items():
        for word in table["words"]:
            words[fold(word)].add(Policy(name))
        for path in table["paths"]:
            paths[path].add(Policy(name))
    return dict(words), dict(paths)


#: The group of phrases, in the page's language, that such a link may carry.
_GROUPS = {
    Policy.PRIVACY: ("privacy",),
    Policy.OWNER: ("owner_link",),
    Policy.CONTACT: ("contact_label", "contact_us"),
    Policy.ADVERTISING: ("advertising_policy",),
    Policy.FUNDING: ("funding",),
    Policy.CONFLICTS: ("conflicts",),
}


class PolicyLinks:
    """The links of one page by where they lead, read in one walk."""

    def __init__(self, page: Page, hits: Hits) -> None:
        self._page = page
        self._by_words, self._by_path = _by_words(page.language), _signs()[1]
        self._found: dict[Policy, dict[str, Link]] = defaultdict(dict)
        self._starts: dict[int, list[tuple[Policy, int]]] = defaultdict(list)
        for policy, groups in _GROUPS.items():
            for hit in (hit for group in groups for hit in hits.get(group, ())):
                self._starts[hit.start].append((policy, hit.end))
        for link in page.links[:_MOST_LINKS]:
            for policy in self._policies_of(link):
                known = self._found[policy].get(link.address)
                # "Details" in a cookie note leads there too, but says less
                if known is None or known.region is Region.NOTICE:
                    self._found[policy][link.address] = link

    def __bool__(self) -> bool:
        """Whether the page has any link: else a missing one says nothing."""
        return bool(self._page.links)

    def to(self, policy: Policy) -> list[Quote]:
        """Quotes of the links that lead there, in order, only a few."""
        links = list(self._found.get(policy, {}).values())[:_MOST_FOUND]
        return [quote_link(self._page, link) for link in links]

    def _policies_of(self, link: Link) -> set[Policy]:
        if link.address.startswith("mailto:?"):  # a button to share the page
            return set()
        words = fold(link.words[:80])
        is_short = words.count(" ") < _MOST_WORDS
        found = set(self._by_words.get(words.removeprefix("ال"), ()))
        if is_short:
            found |= self._by_hits(link)
        if is_short or link.region is not Region.MAIN:
            for part in _path_parts(link.address):
                found.update(self._by_path.get(part, ()))
        if not found or link.region is Region.COMMENTS:
            return set()
        if link.region is Region.MAIN and _is_elsewhere(self._page, link):
            return set()
        return found

    def _by_hits(self, link: Link) -> set[Policy]:
        """By a phrase with which the link's words begin; they are hardly longer."""
        if link.start is None:
            return set()
        end = link.start + len(link.words) - 40
        near = self._starts.get(link.start, ())
        return {policy for policy, after in near if after >= end}


@lru_cache(maxsize=32)
def _by_words(language: str) -> dict[str, set[Policy]]:
    """Folded words of a whole link -> policies: English ones and the language's own."""
    words = {word: set(policies) for word, policies in _signs()[0].items()}
    own = word_list(language, "trust")
    for policy, groups in _GROUPS.items() if own else ():
        for group in groups:
            for phrase in own.groups[group] if own else ():
                words.setdefault(fold(phrase).removeprefix("ال"), set()).add(policy)
    return words


def _is_elsewhere(page: Page, link: Link) -> bool:
    """A link in the text to another site's "About": that of somebody else."""
    has_host = link.address.startswith(("http:", "https:"))
    return has_host and not is_at_home(link.address, page)


def _path_parts(address: str) -> Iterator[str]:
    """The last two parts of a path, lower case, without their ending."""
    if not address.startswith(("http", "/")):
        return
    path = address[:2000].partition("?")[0].partition("#")[0]
    path = path.partition("://")[2] or path
    for part in path.rstrip("/").lower().split("/")[1:][-2:]:
        bare = unquote(part) if "%" in part else part
        yield bare.rpartition(".")[0] or bare


def quote_link(page: Page, link: Link) -> Quote:
    """The words of a link where they stand, else its address."""
    words = link.words.strip()
    if link.start is not None and page.text.startswith(link.words, link.start):
        return exact_quote(page, link.start, link.start + len(link.words))
    return quote_markup(page, words) if words else Quote(link.address, Where.MARKUP)
