"""Languages as a form offers them."""

from django.utils.translation import get_language

from medagora.kernel import languages


def language_choices() -> list[tuple[str, str]]:
    """The finished languages by their own names, then every other by the reader's."""
    reader = get_language() or "en"
    finished = [(code, languages.own_name(code)) for code in languages.FINISHED]
    others = sorted(
        (
            (code, languages.name_in(code, reader))
            for code in languages.common_codes()
            if code not in languages.FINISHED
        ),
        key=lambda choice: choice[1].casefold(),
    )
    return [*finished, *others]
