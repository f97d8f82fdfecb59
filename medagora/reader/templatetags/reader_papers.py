"""What an entry says about papers by its title."""

from django import template

from medagora.reader.domain.notices import Announced, read_title
from medagora.reader.domain.words import Sort
from medagora.reader.queries.lines import Line

register = template.Library()


@register.filter
def announced(line: Line) -> Announced | None:
    """A notice by its title, as seen by machine: only in journals or with a DOI, for
    a newspaper corrects itself too. None where a list has said it already."""
    if not line.doi and line.sort != Sort.JOURNAL:
        return None
    said = read_title(line.title)
    if said and said.is_paper and any(kind == said.kind for kind, *_ in line.notices):
        return None
    return said
