"""Pages as tests read them."""

from typing import Any

from medagora.appraisal.domain.adapt.making import make_page
from medagora.appraisal.domain.page import Block, Page, Region

ADDRESS = "https://health.example.org/topics/pressure.html"
#: Enough words that a page is not called empty.
FILLER = (
    "High blood pressure often has no signs, so many people do not know that they"
    " have it. A doctor or nurse can measure it within a few minutes."
)


def no_guess(_text: str) -> str:
    return ""


def read(html: str | bytes, address: str = ADDRESS, **headers: str) -> Page:
    """The page that this HTML makes; headers as keywords ("content_language")."""
    body = html.encode() if isinstance(html, str) else html
    said = {"Content-Type": "text/html; charset=utf-8"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return make_page(body, said, address, guess_language=no_guess)


def words(page: Page, **wanted: Any) -> list[str]:
    """The words of blocks with these marks: ``words(page, region=Region.MAIN)``."""
    return [page.words_of(block) for block in page.blocks if _fits(block, wanted)]


def region_of(page: Page, phrase: str) -> Region:
    """The region in which a phrase stands."""
    return page.region_at(page.text.index(phrase))


def _fits(block: Block, wanted: dict[str, Any]) -> bool:
    return all(getattr(block, name) == value for name, value in wanted.items())
