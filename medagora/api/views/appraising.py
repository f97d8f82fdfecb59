"""Judging a page: what the engine sees, asked for by programs and the companion."""

import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from ninja import Router, Schema, Status
from pydantic import Field

from medagora.api.domain import limits
from medagora.api.entrance import rates
from medagora.api.entrance.bodies import NO_TEXT
from medagora.api.entrance.parameters import Reader
from medagora.api.schemas import public as schemas
from medagora.appraisal import queries as appraisal
from medagora.appraisal import services as appraising
from medagora.kernel.refusals import BadInput

router = Router()
#: An answer is waited for this long; then the report's address is given.
PATIENCE, STEP = 8.0, 0.1


class AppraiseBody(Schema):
    address: str = Field("", max_length=2000, description="The page's address.")
    html: str = Field("", description="The page as a browser shows it, up to 5 MB.")
    text: str = Field("", description="Plain text, up to 200,000 letters.")
    reader: Reader = "en"


@router.post(
    "/appraise",
    response={200: schemas.PageReport, 202: schemas.PageReport, 422: schemas.Problem},
    summary="What a machine sees of a page: findings, never a verdict",
)
def appraise(request: HttpRequest, body: AppraiseBody) -> Any:
    """Give ``html`` (with its ``address`` if known), ``text``, or ``address`` alone,
    which this site then fetches. Nothing of the text is kept but the quoted words, for
    a month, under the token. 202: not read yet, ask for the report again."""
    rates.require(request, limits.JUDGING)
    token = _ask(body)
    deadline = time.monotonic() + PATIENCE
    while not (report := appraisal.get_report(token)).is_done:
        if time.monotonic() > deadline:
            break
        time.sleep(STEP)
    return Status(200 if report.is_done else 202, _as_data(report, body.reader))


def _ask(body: AppraiseBody) -> str:
    at = timezone.now()
    # as browsers do with what no text has (HTML, 13.2.5)
    html, text = (NO_TEXT.sub("\ufffd", words) for words in (body.html, body.text))
    if "\0" in body.address:
        raise BadInput("This is not the address of a page.", field="address")
    if html:
        return appraising.ask_about_markup(html, body.address, at=at).token
    if text:
        return appraising.ask_about_text(text, at=at).token
    if not body.address:
        raise BadInput("Give an address, html or text.", field="address")
    if not settings.CONFIG.outside:
        raise BadInput(
            "This site does not visit others. Send html or text.", field="address"
        )
    return appraising.ask_about_address(body.address, at=at).token


@router.get(
    "/appraise/{token}",
    response={200: schemas.PageReport, 404: schemas.Problem},
    summary="A report that was asked for before",
)
def get_report(request: HttpRequest, token: str, reader: Reader = "en") -> Any:
    return _as_data(appraisal.get_report(token), reader)


def _as_data(report: Any, reader: str) -> dict[str, Any]:
    with translation.override(reader):
        return appraisal.report_as_data(report)
