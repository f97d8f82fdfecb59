"""Back to where somebody came from, on this site only."""

import pytest
from django.test import RequestFactory

from medagora.web.pages import way_back


def test_the_page_that_a_form_was_on_is_gone_back_to() -> None:
    posted = RequestFactory().post("/", {"next": "/en/questions/?page=2"})
    linked = RequestFactory().get("/", {"next": "/en/questions/"})

    assert way_back(posted, "/usual/") == "/en/questions/?page=2"
    assert way_back(linked, "/usual/") == "/en/questions/"


@pytest.mark.parametrize(
    "asked",
    ["", "word", "https://evil.example/", "//evil.example/", "/\\evil.example/"],
)
def test_whatever_is_no_path_of_ours_leads_to_the_usual_page(asked: str) -> None:
    request = RequestFactory().post("/", {"next": asked})

    assert way_back(request, "/usual/") == "/usual/"
