"""Short names of elements ("dc:creator", "pubdate"), whatever their file calls them.

A namespace is known by its address in the spellings seen in the wild, or, when the
file forgot to declare it, by the prefix that everybody uses. RSS and Atom have no
prefix here: their elements hardly ever clash. All names are in lower case.
"""

import re

UNKNOWN = "?"

#: Without scheme, "www." and what follows the last letter or digit; in lower case.
_BY_ADDRESS = {
    "": "",
    "purl.org/rss/1.0": "",
    "purl.org/net/rss1.1": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "channel.netscape.com/rdf/simple/0.9": "",
    "purl.org/atom/ns": "",
    "w3.org/2005/atom": "",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/dc/elements/1.0": "dc",
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/dc/terms": "dcterms",
    "itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "search.yahoo.com/mrss": "media",
    "tools.search.yahoo.com/mrss": "media",
    "podcastindex.org/namespace/1.0": "podcast",
    "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "purl.org/rss/1.0/modules/syndication": "syn",
    "rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "w3.org/1999/xhtml": "xhtml",
    "w3.org/1999/02/22-rdf-syntax-ns": "rdf",
}
_BY_BEGINNING = {
    "prismstandard.org/namespaces": "prism",
    "backend.userland.com/rss": "",
    "blogs.law.harvard.edu/tech/rss": "",
    "my.netscape.com/publish/formats/rss": "",
}
_BY_PREFIX = {
    "atom": "",
    "atom10": "",
    "a10": "",
    "rss": "",
    "content": "content",
    "dc": "dc",
    "dcterms": "dcterms",
    "dct": "dcterms",
    "itunes": "itunes",
    "media": "media",
    "podcast": "podcast",
    "prism": "prism",
    "sy": "syn",
    "syn": "syn",
    "feedburner": "feedburner",
    "xhtml": "xhtml",
    "rdf": "rdf",
}
_SCHEME = re.compile(r"^https?://(www\.)?")


def short_name(tag: str, prefix: str | None) -> str:
    """The short name of lxml's ``{namespace}tag``; UNKNOWN for what we do not read.

    A tag with a colon has a prefix that the file never declared.
    """
    namespace, brace, local = tag.rpartition("}")
    if not brace:
        undeclared, _, local = tag.rpartition(":")
        space = _BY_PREFIX.get(undeclared.lower()) if undeclared else ""
    else:
        space = _space_of(namespace[1:], prefix)
    if space is None:
        return UNKNOWN
    return f"{space}:{local}".lower() if space else local.lower()


def _space_of(address: str, prefix: str | None) -> str | None:
    plain = _SCHEME.sub("", address.strip().lower()).rstrip("/#")
    if plain in _BY_ADDRESS:
        return _BY_ADDRESS[plain]
    for beginning, space in _BY_BEGINNING.items():
        if plain.startswith(beginning):
            return space
    return _BY_PREFIX.get((prefix or "").lower())
