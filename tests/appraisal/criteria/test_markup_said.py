"""Every finding from markup has its sentence, and every sentence its facts."""

import re
import tomllib
from importlib.resources import files
from itertools import product

from medagora.appraisal.domain.criteria.markup import look
from medagora.appraisal.domain.page import (
    Colours,
    Image,
    Load,
    Loaded,
    Medium,
    Page,
    PageState,
)
from tests.appraisal.building import build_page, heading

_PLACE = files("medagora.appraisal.domain") / "criteria" / "said_markup.toml"
SENTENCES = tomllib.loads(_PLACE.read_text(encoding="utf-8"))["sentences"]
_REASONS = ("", "robots", "login", "payment", "password", "scripts", "cut")
_NAME = re.compile(r"%\((\w+)\)s")


def _pages() -> list[Page]:
    bare = [
        Page("https://a.example.org/", state, medium, reason=reason)
        for state, medium, reason in product(PageState, Medium, _REASONS)
    ]
    rich = build_page(
        heading("Pressure"),
        "Text that is long enough to tell its language from. " * 5,
        address="http://a.example.org/",
        loads=(
            Loaded("https://x.doubleclick.net/a.js", "x.doubleclick.net", Load.SCRIPT),
            Loaded("http://y.example.net/b.js", "y.example.net", Load.SCRIPT),
        ),
        images=(Image("https://a.example.org/a.png", None),),
        colours=(Colours("#777", "#fff", "Text"),),
        pop_ups=("modal",),
        language_attribute="hu",
    )
    return [*bare, rich, build_page("x", address="", language_attribute="en")]


def test_every_finding_has_a_sentence_that_its_facts_fill() -> None:
    for page in _pages():
        for finding in look(page):
            sentence = SENTENCES[finding.said]
            assert set(_NAME.findall(sentence)) <= set(finding.facts), finding.said
            assert sentence % dict(finding.facts)


def test_every_sentence_is_one_plain_sentence() -> None:
    for code, sentence in SENTENCES.items():
        assert sentence.endswith("."), code
        assert len(sentence) <= 160, code
