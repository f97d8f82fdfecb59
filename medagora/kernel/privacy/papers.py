"""Authors of papers are public: "Smith J, Jones AB.", "Smith et al."."""

import re

from medagora.kernel.privacy.collecting import Found

_NAME = r"[^\W\d_][\w'’-]{1,30}"
_REFERENCES = re.compile(
    rf"(?<!\w)(?:{_NAME} [A-Z]{{1,3}}(?:[,;] |\. ?|$)){{2,40}}"  # Vancouver
    rf"|(?<!\w){_NAME}(?: and {_NAME}| & {_NAME}| [A-Z]{{1,3}})?,? (?:et al\b"
    rf"|und Mitarb|y cols\b|y colaboradores|"
    r"et coll\b|és mtsai|és munkatársai|وآخرون)"
    rf"|\((?:see |e\.g\. |vgl\. |cf\. )?{_NAME}(?:,? (?:and|&|und|y|et|és) {_NAME}"
    rf"|,? {_NAME}){{0,3}},? (?:19|20)\d\d[a-z]?"
    rf"(?:; ?{_NAME}[^();]{{0,40}}(?:19|20)\d\d[a-z]?){{0,8}}\)"
    rf"|(?<!\w){_NAME}(?: (?:and|&|und|y|et|és) {_NAME})? \((?:19|20)\d\d[a-z]?\)"
)
_HINT = re.compile(
    r"\bet al\b|y cols|y colab|et coll|mtsai|munkatársai|Mitarb|وآخرون|(?:19"
    r"|20)\d\d[a-z]?\)| [A-Z]{1,3}[,;] "
)


def cover_references(text: str, found: Found) -> None:
    if _HINT.search(text) is None:
        return
    for match in _REFERENCES.finditer(text):
        start, end = match.span()
        named = text[start].isupper() or text[start] == "("
        if named and found.is_free(start, end):
            found.cover(start, end)
