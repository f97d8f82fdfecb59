"""What templates ask again and again, answered once: addresses and fixed words.

A list of forty entries names four hundred addresses and five hundred fixed words,
nearly always the same ones; looking each of them up took half of the page's time.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import Context, defaulttags
from django.template.base import Node, Parser, Token
from django.templatetags import i18n
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.html import conditional_escape
from django.utils.translation import get_language


class PathNode(defaulttags.URLNode):
    """Django's ``{% url %}`` with a memory. We have no application namespaces, so the
    request has no say in an address."""

    def render(self, context: Context) -> str:
        asked = (
            str(self.view_name.resolve(context)),
            tuple(arg.resolve(context) for arg in self.args),
            tuple((name, arg.resolve(context)) for name, arg in self.kwargs.items()),
        )
        try:
            path = _path_of(
                settings.ROOT_URLCONF, get_script_prefix(), get_language(), *asked
            )
        except NoReverseMatch:
            if self.asvar is None:
                raise
            path = ""
        if self.asvar:
            context[self.asvar] = path
            return ""
        return conditional_escape(path) if context.autoescape else path


@lru_cache(maxsize=4096)
def _path_of(
    urls: str,
    prefix: str,
    language: str | None,
    view_name: str,
    args: tuple[Any, ...],
    named: tuple[tuple[str, Any], ...],
) -> str:
    return reverse(view_name, args=args, kwargs=dict(named))


def url(parser: Parser, token: Token) -> PathNode:
    """In the place of Django's: same words, same meaning."""
    plain = defaulttags.url(parser, token)
    return PathNode(plain.view_name, plain.args, plain.kwargs, plain.asvar)


class FixedWords(Node):
    """A ``{% translate "…" %}`` of fixed words, kept for each language. Translations
    change only with the program."""

    child_nodelists = ()

    def __init__(self, plain: Node) -> None:
        self.plain = plain
        self.by_language: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        words = self.by_language.get(language)
        if words is None:
            words = self.by_language[language] = self.plain.render(context)
        return words


def translate(parser: Parser, token: Token) -> Node:
    """In the place of Django's: same words, same meaning."""
    plain = i18n.do_translate(parser, token)
    is_fixed = _is_text(token.split_contents()[1]) and not plain.asvar
    context = plain.message_context
    if is_fixed and (context is None or _is_text(context.token)):
        return FixedWords(plain)
    return plain


def _is_text(word: str) -> bool:
    """Whether a template's word is a text in quotes, without filters."""
    return len(word) > 1 and word[0] in "'\"" and word[-1] == word[0]
