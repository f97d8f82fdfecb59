"""Stretches of the text as words with their place."""

from medagora.appraisal.domain.adapt.limits import LONGEST_WORDS


def words_of(
    text: str, start: int, end: int, longest: int = LONGEST_WORDS
) -> tuple[str, int | None]:
    """The words between two places without outer spaces; ("", None) for none.

    ``text[start:start + len(words)]`` are the words, except that line breaks are
    spaces in them.
    """
    part = text[start:end]
    bare = part.strip()
    if not bare:
        return "", None
    at = start + len(part) - len(part.lstrip())
    return bare[:longest].rstrip().replace("\n", " "), at
