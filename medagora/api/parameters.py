"""The parameters that several questions share; what is no value is refused."""

from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, Field

from medagora.kernel import languages
from medagora.web.paging import LAST_PAGE, Page

MAX_SIZE = 100


def _known(code: str) -> str:
    if code and not languages.is_known(code):
        raise ValueError("not a language that we know")
    return languages.primary(code)


Language = Annotated[str, AfterValidator(_known), Field(max_length=12)]
Reader = Annotated[
    Language,
    Field(description="The language in which names, titles and reasons come, if any."),
]


class Paged(Schema):
    page: int = Field(1, ge=1, le=LAST_PAGE)
    size: int = Field(30, ge=1, le=MAX_SIZE, description="Items on a page.")


def as_page(page: Page[Any], items: list[Any]) -> dict[str, Any]:
    return {
        "items": items,
        "page": page.number,
        "pages": page.pages,
        "total": page.total,
    }
