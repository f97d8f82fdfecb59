"""Names of topics, lent to the room of people below, which knows only slugs."""

from medagora.topics import queries


def names_by_slug(language: str) -> dict[str, str]:
    """Every topic's name in the language, A-Z."""
    return {line.slug: line.name for line in queries.list_lines(language)}
