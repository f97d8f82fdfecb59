"""Reading a request's names and values; BadInput names the parameter that is wrong.

Strict about what would change the answer, lenient about everything else: unknown
parameters, codes and systems are no faults, and what is not read is not looked at.
"""

import unicodedata
from collections.abc import Iterable, Mapping

from medagora.api.domain.infobutton import ages, names
from medagora.api.domain.infobutton.asked import Asked, Coded, Form, Person
from medagora.api.domain.infobutton.callbacks import is_callback
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput

MOST_PAIRS, MOST_REPEATED, LONGEST = 400, 20, 500
_FORMS = {
    "": Form.XML,
    "text/xml": Form.XML,
    "application/xml": Form.XML,
    "application/atom+xml": Form.XML,
    "xml": Form.XML,
    "application/json": Form.JSON,
    "json": Form.JSON,
    "application/javascript": Form.JSONP,
    "text/javascript": Form.JSONP,
    "text/html": Form.PAGE,
    "application/xhtml+xml": Form.PAGE,
    "html": Form.PAGE,
}
#: MedlinePlus once called Spanish so.
_OLD_LANGUAGES = {"sp": "es"}
Values = Mapping[str, Mapping[int, str]]


def read_request(pairs: Iterable[tuple[str, str]]) -> Asked:
    """The request in these names and values, from an address or a form."""
    values = _collect(pairs)
    form = read_form(values)
    criteria = _read_coded(values, names.MAIN)
    if not criteria:
        raise BadInput(
            "Say what the resources should be about: a code with its system, or words.",
            field=f"{names.MAIN}.c",
        )
    return Asked(
        criteria=_with_systems(criteria),
        sub_topics=tuple(_read_coded(values, names.SUB_TOPIC).values()),
        task=_one(values, f"{names.TASK}.c").upper(),
        recipient=_read_person(values, names.RECIPIENT),
        performer=_read_person(values, names.PERFORMER),
        recipient_language=_read_language(values, names.RECIPIENT_LANGUAGE),
        performer_language=_read_language(values, names.PERFORMER_LANGUAGE),
        gender=_one(values, f"{names.GENDER}.c").upper(),
        age_group=_read_age_group(values),
        form=form,
        callback=_read_callback(values, form),
    )


def form_of(pairs: Iterable[tuple[str, str]]) -> Form:
    """In which form the answer is wanted, also where the rest is faulty."""
    word = names.FORM.casefold()
    saying = [pair for pair in pairs if pair[0].strip().casefold().startswith(word)]
    try:
        return read_form(_collect(saying))
    except BadInput:
        return Form.XML


def _collect(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[int, str]]:
    """By today's name and place. What came under an older name as well counts once;
    a name that comes twice without a number is a repetition."""
    found: dict[str, dict[int, str]] = {}
    older: dict[str, dict[int, str]] = {}
    for count, (written, value) in enumerate(pairs, 1):
        if count > MOST_PAIRS:
            raise BadInput("There are too many parameters.", field=names.MAIN)
        known = names.read_name(written[:80])
        if known is None:
            continue
        name, place, is_current = known
        text = _clean(value, names.numbered(name, place))
        if text:
            table = (found if is_current else older).setdefault(name, {})
            table[_free_place(table, name, place)] = text
    for name, values in older.items():
        found[name] = values | found.get(name, {})
    return found


def _free_place(table: Mapping[int, str], name: str, place: int) -> int:
    is_repeated = name.rpartition(".")[0] in names.REPEATED
    while place in table and is_repeated:
        place += 1
    return place


def _clean(value: str, field: str) -> str:
    if len(value) > LONGEST:
        raise BadInput(
            "This value has more than %(limit)s characters.", limit=LONGEST, field=field
        )
    text = value.strip()
    # where all can be printed, none is one of these
    if not text.isprintable() and any(map(_is_no_text, text)):
        raise BadInput("This value has characters that no text has.", field=field)
    return text


def _is_no_text(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs"}


def _one(values: Values, name: str) -> str:
    places = values.get(name, {})
    return places[min(places)] if places else ""


def _read_coded(values: Values, stem: str) -> dict[int, Coded]:
    """By place; places without a code or a name are left out."""
    parts = [values.get(f"{stem}.{part}", {}) for part in names.CODED]
    places = sorted({place for part in parts for place in part})
    if len(places) > MOST_REPEATED:
        raise BadInput("This comes too often.", field=f"{stem}.c")
    rows = {place: Coded(*(p.get(place, "") for p in parts)) for place in places}
    return {place: row for place, row in rows.items() if row}


def _with_systems(criteria: Mapping[int, Coded]) -> tuple[Coded, ...]:
    """A code without a system can mean anything; a name beside it is enough."""
    for place, row in criteria.items():
        if row.code and not (row.system or row.system_name or row.names):
            raise BadInput(
                "Say which system this code is of, by its OID or its FHIR address.",
                field=names.numbered(f"{names.MAIN}.cs", place),
            )
    return tuple(criteria.values())


def _read_person(values: Values, name: str) -> Person | None:
    word = _one(values, name).upper()
    if not word:
        return None
    if word not in set(Person):
        raise BadInput(
            "This is one of: %(words)s.", words=", ".join(Person), field=name
        )
    return Person(word)


def _read_language(values: Values, stem: str) -> str:
    """The primary subtag: "hu" for hu-HU; BadInput for what is no language."""
    tag = _one(values, f"{stem}.c")
    code = languages.primary(tag)
    code = _OLD_LANGUAGES.get(code, code)
    if tag and not languages.is_known(code):
        raise BadInput("A language is a code such as hu or pt-BR.", field=f"{stem}.c")
    return code


def _read_age_group(values: Values) -> str:
    """Groups that MeSH does not have are left out."""
    age = _one(values, f"{names.AGE}.v")
    if age:
        unit = _one(values, f"{names.AGE}.u")
        return ages.read_age(age, unit, field=f"{names.AGE}.v")
    group = _one(values, f"{names.AGE_GROUP}.c").upper()
    return group if group in ages.NAMES else ""


def read_form(values: Values) -> Form:
    word = _one(values, names.FORM).split(";")[0].strip().casefold()
    if word not in _FORMS:
        raise BadInput(
            "This is one of: %(words)s.", words=", ".join(Form), field=names.FORM
        )
    return _FORMS[word]


def _read_callback(values: Values, form: Form) -> str:
    name = _one(values, names.CALLBACK)
    if form is not Form.JSONP:
        return ""
    if not name or not is_callback(name):
        raise BadInput(
            "A script needs the name of your function, such as show or app.show.",
            field=names.CALLBACK,
        )
    return name
