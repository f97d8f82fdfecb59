"""What an entry links to, as the keys by which papers are known."""

import html
import re

from medagora.reader.domain.formats.identifiers import find_doi, find_pmid
from medagora.reader.domain.identity import keys_of

#: Links of one entry that are looked at; a list of everything mentions nothing.
MOST_LINKS = 40
# as nh3 writes it: see ``formats/cleaning.py``
_HREF = re.compile(r'<a(?: [a-z-]+="[^"]*")*? href="(https?://[^"]{4,1000})"')


def links_in(cleaned: str) -> list[str]:
    """The addresses in cleaned HTML, each once; none if there are too many."""
    found = dict.fromkeys(html.unescape(link) for link in _HREF.findall(cleaned))
    return list(found) if len(found) <= MOST_LINKS else []


def keys_in(cleaned: str) -> set[int]:
    """Keys of every paper that the words may link to: by DOI, PubMed and page."""
    keys: set[int] = set()
    for link in links_in(cleaned):
        doi, pmid = find_doi([], [link]), find_pmid([link])
        keys.update(keys_of(doi=doi, pmid=pmid, link=link, title="").known)
    return keys
