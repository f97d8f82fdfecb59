"""The page that all others stand in, and the components of the contract."""

import re
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from medagora.kernel import languages
from medagora.web import errors
from medagora.web.paging import Page


def page(source: str, path: str = "/en/", **context: Any) -> str:
    """What a template of these words shows an anonymous visitor."""
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    request.audience = "both"  # type: ignore[attr-defined]  # as the middleware does
    return engines["django"].from_string(source).render(context, request)


BASE = '{% extends "web/base.html" %}'


def test_title_stands_before_the_name_of_the_site_and_is_shared() -> None:
    html = page(BASE + "{% block title %}Asthma & co{% endblock %}", site_name="Here")

    assert "<title>Asthma & co · " in html
    assert '<meta property="og:title" content="Asthma & co">' in html


def test_page_without_a_title_has_the_name_of_the_site() -> None:
    html = page(BASE)

    assert "<title>Medagora</title>" in html


def test_title_from_a_variable_is_escaped_once() -> None:
    html = page(
        BASE + "{% block title %}{{ name }}{% endblock %}", name='<b>"Heart" & more'
    )

    assert "<title>&lt;b&gt;&quot;Heart&quot; &amp; more · " in html
    assert 'content="&lt;b&gt;&quot;Heart&quot; &amp; more"' in html


def test_page_names_itself_in_every_finished_language() -> None:
    html = page(BASE, path="/en/style/")

    for code in languages.FINISHED:
        assert f'hreflang="{code}" href="http://127.0.0.1:8000/{code}/style/"' in html
    assert 'rel="canonical" href="http://127.0.0.1:8000/en/style/"' in html


def test_header_and_footer_lead_to_every_main_page() -> None:
    html = page(BASE)

    for name in (
        "site:topics",
        "site:new",
        "catalogue:collection-list",
        "curation:suggest",
        "curation:how-we-choose",
        "curation:log",
        "site:about",
        "site:privacy",
        "site:accessibility",
        "site:feeds",
        "account_login",
    ):
        assert f'href="{reverse(name)}"' in html


def test_no_name_is_given_to_two_elements() -> None:
    html = page(BASE)

    names = re.findall(r'\sid="([^"]+)"', html)

    assert len(names) == len(set(names))


def test_reading_sets_no_cookie_token_in_the_page() -> None:
    html = page(BASE)

    assert "csrf" not in html.lower()


def test_header_search_can_be_left_out() -> None:
    html = page(BASE + "{% block header_search %}{% endblock %}")

    assert 'id="site-search"' not in html


def test_audience_switch_marks_the_choice_and_forgets_the_page_number() -> None:
    html = page(
        '{% include "web/components/audience_switch.html" %}',
        path="/en/?page=3&kind=blog",
        audience="patients",
    )

    assert 'href="?kind=blog&amp;audience=professionals"' in html
    assert re.search(r'audience=patients"[^>]*aria-current="true"', html)


def test_captured_text_can_be_used_twice() -> None:
    html = page(
        "{% capture word %} {{ name }} {% endcapture %}{{ word }}|{{ word }}",
        name="a & b",
    )

    assert html == "a &amp; b|a &amp; b"


class TestPager:
    def test_it_keeps_the_query_and_leads_both_ways(self) -> None:
        html = self.pager(2, 3)

        assert 'href="?q=a&amp;page=1" rel="prev"' in html
        assert 'href="?q=a&amp;page=3" rel="next"' in html
        assert "Page 2 of 3" in html

    def test_one_page_needs_no_pager(self) -> None:
        assert self.pager(1, 1).strip() == ""

    @staticmethod
    def pager(number: int, pages: int) -> str:
        return page(
            '{% include "web/components/pager.html" %}',
            path="/en/?q=a",
            page=Page(rows=[], number=number, pages=pages, total=pages * 30),
        )


def test_breadcrumbs_begin_at_home_and_mark_where_one_is() -> None:
    trail = [{"name": "Topics", "path": "/en/topics/"}, {"name": "Asthma", "path": ""}]

    html = page('{% include "web/components/breadcrumbs.html" %}', trail=trail)

    assert re.findall(r'href="([^"]+)"', html) == ["/en/", "/en/topics/"]
    assert '<span aria-current="page">Asthma</span>' in html


@pytest.mark.parametrize("language", ["en", "hu", "ar"])
def test_bars_have_lengths_that_every_browser_reads(language: str) -> None:
    rows = [{"label": "Blogs", "count": 3, "percent": 12.5}]

    html = page(
        "{% load i18n %}{% language code %}"
        '{% include "web/components/bar_chart.html" %}{% endlanguage %}',
        rows=rows,
        code=language,
    )

    assert 'width="12.5%"' in html
    assert "Blogs" in html


class SampleForm(forms.Form):
    address = forms.CharField(label="Address", help_text="From your browser.")
    note = forms.CharField(label="Note", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A")], widget=forms.RadioSelect
    )
    sure = forms.BooleanField(label="I am sure")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class TestForm:
    def test_hints_and_errors_are_linked_to_their_field(self) -> None:
        html = str(SampleForm({}))

        field = re.search(r'<input type="text" name="address"[^>]*>', html)
        assert field
        assert 'aria-describedby="id_address_helptext id_address_error"' in field[0]
        assert 'id="id_address_helptext"' in html
        assert 'id="id_address_error"' in html

    def test_summary_leads_to_each_field_that_must_be_mended(self) -> None:
        html = str(SampleForm({}))

        summary = html[: html.index('<div class="field')]
        targets = re.findall(r'href="#([^"]+)"', summary)
        assert targets == ["id_address", "id_kind", "id_sure"]
        assert all(f'id="{target}"' in html for target in targets)

    def test_a_form_without_errors_has_no_summary(self) -> None:
        assert "error" not in str(SampleForm())

    def test_what_may_stay_empty_says_so(self) -> None:
        html = str(SampleForm())

        assert html.count("(optional)") == 1

    def test_a_form_of_filters_does_not_say_it_everywhere(self) -> None:
        html = str(SampleForm(use_required_attribute=False))

        assert "(optional)" not in html

    def test_choices_are_grouped_under_their_question(self) -> None:
        html = str(SampleForm())

        assert re.search(r"<fieldset[^>]*>\s*<legend>Kind\s*</legend>", html)

    def test_hidden_fields_are_there(self) -> None:
        assert 'name="token"' in str(SampleForm())


def test_refusal_says_what_one_can_do_next() -> None:
    request = RequestFactory().get("/en/nowhere/")
    request.user = AnonymousUser()
    context = {"title": "Not here", "message": "It has moved."}

    html = render_to_string("web/refused.html", context, request)
    fragment = render_to_string("web/refused.html#message", context, request)

    assert "What you can do next" in html
    assert 'role="alert"' in fragment
    assert "<html" not in fragment


def test_form_that_ran_out_is_refused_in_plain_words() -> None:
    request = RequestFactory().post("/en/")
    request.user = AnonymousUser()

    html = render_to_string("403_csrf.html", {}, request)

    assert "Nothing was changed" in html


def test_page_for_a_broken_server_needs_nothing_that_may_be_broken() -> None:
    answer = errors.server_error(RequestFactory().get("/en/"))

    html = answer.content.decode()
    styles = re.findall(r'href="/static/([^"]+\.css)"', html)
    assert answer.status_code == 500
    assert styles
    assert all(finders.find(name) for name in styles)
