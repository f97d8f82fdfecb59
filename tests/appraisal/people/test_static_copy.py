"""What people said goes with a copy of the site that needs no server."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from medagora.people.models import Person
from medagora.site.services.static_copy import copy_site
from medagora.site.services.static_copy.places import Places

Make = Callable[..., Any]
PLACES = Places(("en",), "https://we.example.org")


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/en/appraisal/abc234/", "/en/appraisal/abc234/"),
        ("/en/appraisal/abc234/#discern", "/en/appraisal/abc234/"),
        ("/en/appraisal/instruments/hon/", "/en/appraisal/instruments/hon/"),
        ("/appraisal/abc234.jsonld", "/appraisal/abc234.jsonld"),
        ("/appraisal/all.jsonl", "/appraisal/all.jsonl"),
        ("/en/appraisal/mine/", None),
        ("/en/appraisal/abc234/judge/", None),
        ("/en/appraisal/abc234/judge/hon/", None),
    ],
)
def test_what_is_public_is_copied_and_forms_are_not(
    link: str, address: str | None
) -> None:
    assert PLACES.address_of(link, "/en/") == address


def test_ratings_lie_in_the_copy(
    member: Person, make_resource: Make, appraise: Make, tmp_path: Path
) -> None:
    resource = make_resource()
    appraise(member, resource, reasons={"jama.currency": "Dated."})

    copy_site(tmp_path / "copy", codes=["en"])

    folder = tmp_path / "copy"
    page = (folder / f"en/appraisal/{resource.uid}/index.html").read_text()
    assert "Dated." in page
    assert '"Dated."' in (folder / f"appraisal/{resource.uid}.jsonld").read_text()
    assert "Judge this resource" not in page
