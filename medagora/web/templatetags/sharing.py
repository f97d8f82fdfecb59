"""What a page says of itself to programs that show links to it (Open Graph)."""

from babel.core import get_global
from django import template

from medagora.kernel import languages

register = template.Library()


@register.filter
def og_locale(code: str) -> str:
    """``hu_HU``: Open Graph wants a territory, so the language's likeliest one."""
    primary = languages.primary(code)
    likely = str(get_global("likely_subtags").get(primary, ""))
    territory = likely.rpartition("_")[2]
    return f"{primary}_{territory}" if len(territory) == 2 else primary
