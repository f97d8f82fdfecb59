"""A reported picture is covered until a moderator has looked: its words all stay.

What is covered is still in the HTML of its post, as attributes that no browser reads,
so that it comes back as it was.
"""

import re
from html import escape

#: Stands in the HTML of what is covered; nobody can write it themselves.
MARK = 'class="picture-waits"'
_PICTURE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_COVER = re.compile(rf'<em {MARK}((?: data-[a-z]+="[^"]*")*)>[^<]*</em>')
_ATTRIBUTE = re.compile(r' ([a-z]+)=("[^"]*")')
_AS_BEFORE = r" \1=\2"
_KEPT = re.compile(r' data-([a-z]+)=("[^"]*")')


def has_picture(html: str) -> bool:
    """Whether readers see a picture in it."""
    return bool(_PICTURE.search(html))


def shows(html: str, address: str) -> bool:
    """Whether readers see the picture of this address in it."""
    return any(f' src="{address}"' in found[1] for found in _PICTURE.finditer(html))


def is_covered(html: str) -> bool:
    return bool(_COVER.search(html))


def cover(html: str, sentence: str) -> str:
    """The clean HTML of a post with a sentence in place of each picture."""

    def covered(found: re.Match[str]) -> str:
        kept = _ATTRIBUTE.sub(r" data-\1=\2", found[1])
        return f"<em {MARK}{kept}>{escape(sentence)}</em>"

    return _PICTURE.sub(covered, html)


def uncover(html: str) -> str:
    """As it was before."""

    def shown(found: re.Match[str]) -> str:
        return f"<img{_KEPT.sub(_AS_BEFORE, found[1])}>"

    return _COVER.sub(shown, html)
