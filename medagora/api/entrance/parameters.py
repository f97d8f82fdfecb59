"""The parameters that several questions share; what is no value is refused."""

from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, Field

from medagora.api.entrance import cursors
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.web.paging import LAST_PAGE

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
    """``asked`` says which part of the list is meant."""

    page: int = Field(1, ge=1, le=LAST_PAGE)
    size: int = Field(30, ge=1, le=MAX_SIZE, description="Items on a page.")
    cursor: str = Field(
        "",
        max_length=cursors.LONGEST,
        description="“next” of the answer before; nothing is missed or told twice.",
    )

    @property
    def asked(self) -> cursors.Asked:
        """Refuses a number beside a cursor: only one of them can be meant."""
        if self.cursor and "page" in self.model_fields_set:
            raise BadInput("Give a page or a cursor, not both.", field="cursor")
        return cursors.Asked(self.size, self.page, self.cursor)
