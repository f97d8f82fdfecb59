"""What people say when they do not know the word: "leaks when I cough".

``<language>.toml`` has for each starter topic what those who live with it, their
relatives or their clinicians type instead of its name; ru, uk, zh and ja only hold
everyday names of the commonest. A saying fits when all its words stand in a question,
in any form and order.
"""

import tomllib
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files

from medagora.search.domain.documents import Role, TopicTerm


def sayings_of(slug: str) -> tuple[TopicTerm, ...]:
    """The sayings of a topic in every language; none for a topic of a site's own."""
    return _sayings().get(slug, ())


@lru_cache(maxsize=1)
def _sayings() -> dict[str, tuple[TopicTerm, ...]]:
    found: dict[str, list[TopicTerm]] = defaultdict(list)
    for path in sorted(files(__package__).iterdir(), key=lambda path: path.name):
        language, _dot, ending = path.name.partition(".")
        if ending == "toml":
            for slug, texts in tomllib.loads(path.read_text("utf-8")).items():
                found[slug] += [
                    TopicTerm(slug, language, t, Role.SAYING) for t in texts
                ]
    return {slug: tuple(terms) for slug, terms in found.items()}
