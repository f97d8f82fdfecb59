"""Names as an A-Z list orders them."""

from medagora.kernel.text import initial, sort_key

#: Words whose first two letters look like the Arabic article but belong to the root.
_NOT_AN_ARTICLE = ("التهاب", "التصاق", "التواء", "التئام", "التحام")
_ARTICLE = "ال"
_SHORTEST = 2


def sort_name(name: str, language: str) -> str:
    """The folded name under which a list files it, without the Arabic article.

    Nearly every Arabic name begins with the article; with it the whole list would
    stand under one letter.
    """
    bare = name.strip()
    is_article = (
        language == "ar"
        and bare.startswith(_ARTICLE)
        and not bare.startswith(_NOT_AN_ARTICLE)
        and len(bare.split()[0]) >= len(_ARTICLE) + _SHORTEST
    )
    return sort_key(bare.removeprefix(_ARTICLE) if is_article else bare)[0]


def letter_of(sort_name: str) -> str:
    """The heading of a list under which a sort name stands."""
    return initial(sort_name)
