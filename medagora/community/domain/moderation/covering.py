"""A reported picture is covered until a moderator has looked: its words all stay.

What is covered is still in the HTML of its post, as attributes that no browser reads,
so that it comes back as it was.
"""

import re
from collections.abc import Collection
from html import escape

#: Stands in the HTML of what is covered; nobody can write it themselves.
MARK = 'class="picture-waits"'
#: The same of what a moderator took out.
GONE = 'class="picture-gone"'
_PICTURE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_COVERS = {
    mark: re.compile(rf'<em {mark}((?: data-[a-z]+="[^"]*")*)>[^<]*</em>')
    for mark in (MARK, GONE)
}
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
    """Whether one waits in it for somebody to look."""
    return bool(_COVERS[MARK].search(html))


def would_show_picture(html: str) -> bool:
    """Whether readers see one in it, or would if it were not looked at."""
    return has_picture(html) or is_covered(html)


def cover(
    html: str,
    sentence: str,
    *,
    mark: str = MARK,
    only: Collection[str] | None = None,
) -> str:
    """The clean HTML of a post with a sentence in place of each picture, or of those
    with one of ``only`` these addresses."""

    def covered(found: re.Match[str]) -> str:
        if only is not None and not any(f' src="{one}"' in found[1] for one in only):
            return found[0]
        kept = _ATTRIBUTE.sub(r" data-\1=\2", found[1])
        return f"<em {mark}{kept}>{escape(sentence)}</em>"

    return _PICTURE.sub(covered, html)


def uncover(html: str, *, mark: str = MARK) -> str:
    """As it was before."""

    def shown(found: re.Match[str]) -> str:
        return f"<img{_KEPT.sub(_AS_BEFORE, found[1])}>"

    return _COVERS[mark].sub(shown, html)
