"""Addresses and fixed words that templates ask for again and again."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch
from django.utils import translation

from medagora.web.template_memory import FixedWords, PathNode


def written(template: str, language: str, **context: object) -> str:
    with translation.override(language):
        return Template(template).render(Context(context))


def test_an_address_is_that_of_the_language_however_often_it_is_asked() -> None:
    template = "{% url 'reader:entry' number %}"

    english = [written(template, "en", number=7) for _ in range(2)]

    assert english == ["/en/reader/entry/7/"] * 2
    assert written(template, "ar", number=7) == "/ar/reader/entry/7/"
    assert written(template, "en", number=8) == "/en/reader/entry/8/"


def test_an_address_that_there_is_not_is_empty_only_under_a_name() -> None:
    assert written("{% url 'no:such' as path %}[{{ path }}]", "en") == "[]"
    with pytest.raises(NoReverseMatch):
        written("{% url 'no:such' %}", "en")


def test_fixed_words_are_kept_for_each_language() -> None:
    template = Template("{% load i18n %}{% translate 'Save' context 'for later' %}")

    with translation.override("en"):
        english = [template.render(Context()) for _ in range(2)]
    with translation.override("de"):
        german = [template.render(Context()) for _ in range(2)]

    assert english == ["Save", "Save"]
    assert german == [german[0]] * 2 != english


def test_words_of_a_variable_or_under_a_name_are_asked_each_time() -> None:
    template = "{% load i18n %}{% translate word %}{% translate 'Yes' as y %}{{ y }}"

    assert [written(template, "en", word=word) for word in "ab"] == ["aYes", "bYes"]


def test_templates_have_them_without_a_load() -> None:
    nodes = Template("{% url 'x:y' %}{% load i18n %}{% translate 'Z' %}").nodelist

    kinds = [type(node) for node in nodes]

    assert PathNode in kinds
    assert FixedWords in kinds
