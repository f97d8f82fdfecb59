"""How much work a page of a PDF is, before it is read.

Forms (parts that are drawn again and again) may hold forms: ten of ten of ten. pypdf
limits how many it draws, not how long each is.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from medagora.appraisal.domain.adapt import limits

if TYPE_CHECKING:
    from pypdf import PageObject

#: The operator that draws a form or a picture.
_DRAW = b"Do"
#: More forms than this on one page are a drawing.
_MOST_SEEN = 200


def weight_of(page: "PageObject") -> int:
    """Bytes of drawing orders that reading the page runs through, at most."""
    contents = page.get_contents()
    if contents is None:
        return 0
    own = contents.get_data()
    if len(own) > limits.HEAVIEST_PDF_PAGE or _DRAW not in own:
        return len(own)
    drawn, longest = own.count(_DRAW), 0
    for number, form in enumerate(_forms_of(page)):
        longest = max(longest, len(form))
        if _DRAW in form:
            drawn = limits.MOST_PDF_FORMS
        if longest > limits.HEAVIEST_PDF_PAGE or number > _MOST_SEEN:
            return limits.HEAVIEST_PDF_PAGE + 1
    return len(own) + min(drawn, limits.MOST_PDF_FORMS) * longest


def _forms_of(page: Any) -> Iterator[bytes]:
    """The orders of every form that the page, or a form of it, may draw."""
    holders, seen = [page], set()
    while holders:
        for thing in _things_of(holders.pop()):
            if id(thing) not in seen and thing.get("/Subtype") == "/Form":
                seen.add(id(thing))
                holders.append(thing)
                yield thing.get_data()


def _things_of(holder: Any) -> Iterator[Any]:
    resources = holder.get("/Resources")
    things = resources.get_object().get("/XObject") if resources is not None else None
    for reference in things.get_object().values() if things is not None else ():
        yield reference.get_object()
