"""Template words that every page may use (a builtin library)."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.http import HttpRequest
from django.templatetags import i18n
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from medagora.kernel import languages
from medagora.web import template_memory

register = template.Library()
register.tag("url", template_memory.url)
# {% load i18n %} brings Django's; ours stands in its place everywhere.
i18n.register.tag("translate", template_memory.translate)


_labels: dict[str, Mapping[str, Any]] = {}


def register_labels(name: str, labels: Mapping[str, Any]) -> None:
    """Lets templates write ``{{ resource.kind|label:"kind" }}``."""
    _labels[name] = labels


@register.filter
def label(word: str, name: str) -> Any:
    """The translated label of an enum word; KeyError for a list nobody registered."""
    return _labels[name].get(word, word)


@register.filter
def language_name(code: str) -> str:
    """What the reader's language calls it."""
    return languages.name_in(code, get_language() or "en")


# {% load i18n %} brings a filter of this name that fails for every language that
# Django itself is not translated into; ours stands in its place everywhere.
i18n.register.filter("language_name", language_name)


@register.filter
def language_own_name(code: str) -> str:
    return languages.own_name(code)


@register.filter
def text_direction(code: str) -> str:
    return languages.direction(code)


@register.filter
def country_name(code: str) -> str:
    return languages.countries_in(get_language() or "en").get(code, code)


@register.filter
def host(address: str) -> str:
    """``www.nhs.uk`` of an address, for a line that says where a link leads."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


#: What would end a script element, or begin another one, inside JSON.
_SCRIPT_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def json_ld(data: Mapping[str, Any]) -> str:
    """A data block of schema.org. No browser runs it, so the CSP lets it be."""
    written = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    return mark_safe(  # noqa: S308 - nothing of HTML is left in the JSON
        '<script type="application/ld+json">'
        f"{written.translate(_SCRIPT_ESCAPES)}</script>"
    )


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """The present query string with some parameters set; None removes one."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return "?" + query.urlencode() if query else request.path


class CaptureNode(template.Node):
    """Renders what it holds into a variable instead of onto the page."""

    def __init__(self, nodelist: template.NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: template.Context) -> str:
        context[self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308 - rendered, so escaped already
        return ""


@register.tag
def capture(parser: template.base.Parser, token: template.base.Token) -> CaptureNode:
    """``{% capture name %}…{% endcapture %}``: a block's text, to use in two places."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, name)
