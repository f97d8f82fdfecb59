"""What the columns of a table mean: guessed by their names, or said by a person."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from medagora.catalogue.domain.drafts import FeedDraft, ResourceDraft, TextDraft
from medagora.catalogue.domain.kinds import guess_kind
from medagora.catalogue.domain.words import Audience, Cost
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import fold

#: Our fields with the folded names that tables in six languages give them. A name
#: that means two things stands where it more often means what we think.
_NAMES: Mapping[str, str] = {
    "address": (
        "address|url|link|website|web address|homepage|uri|href|webcim|weblap|"
        "hivatkozas|honlap|adresse|webadresse|webseite|internetadresse|lien|"
        "adresse web|site|site web|direccion|enlace|sitio|sitio web|pagina web|"
        "الرابط|رابط|الموقع|عنوان الموقع"
    ),
    "title": (
        "title|name|heading|cim|nev|titel|bezeichnung|titre|nom|intitule|titulo|"
        "nombre|العنوان|الاسم|اسم"
    ),
    "description": (
        "description|summary|notes|note|why|abstract|about|leiras|megjegyzes|"
        "beschreibung|zusammenfassung|bemerkung|resume|remarque|descripcion|resumen|"
        "nota|الوصف|وصف|ملخص"
    ),
    "text_language": "text language|title language|szoveg nyelve|textsprache",
    "languages": (
        "language|languages|lang|nyelv|nyelvek|sprache|sprachen|langue|langues|"
        "idioma|idiomas|lengua|اللغه|اللغات|لغه"
    ),
    "kind": "kind|type|tipus|fajta|art|typ|genre|tipo|النوع|نوع",
    "audience": (
        "audience|for whom|celkozonseg|kinek|zielgruppe|public|destinataires|publico|"
        "audiencia|الجمهور|الفيه"
    ),
    "topics": (
        "topic|topics|subject|subjects|keywords|tags|category|categories|tema|temak|"
        "kulcsszavak|kategoria|thema|themen|schlagworter|schlagworte|kategorie|sujet|"
        "sujets|theme|themes|mots cles|categorie|temas|palabras clave|categoria|"
        "الموضوع|المواضيع|الكلمات المفتاحيه"
    ),
    "publisher": (
        "publisher|organization|organisation|owner|author|kiado|szervezet|"
        "herausgeber|anbieter|editeur|organisme|auteur|editor|organizacion|autor|"
        "الناشر|المنظمه"
    ),
    "country": "country|orszag|land|pays|pais|البلد|الدوله",
    "cost": "cost|price|ar|koltseg|kosten|preis|cout|prix|coste|costo|precio|التكلفه",
    "sign_up": "sign up|needs sign up|registration|regisztracio|anmeldung|registro",
    "feeds": "feed|feeds|rss|xmlurl|hircsatorna|flux|flux rss|canal|خلاصه",
}
FIELDS = tuple(_NAMES)
_BY_NAME = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_SEPARATORS = re.compile(r"\s*[;|,،؛]\s*")
_GAPS = re.compile(r"[;|\s]+")
_YES = frozenset(
    {"yes", "y", "true", "1", "x", "igen", "i", "ja", "j", "wahr"}
    | {"oui", "o", "vrai", "si", "s", "verdadero", "نعم"}
)
_AUDIENCES = {
    "patient": Audience.PATIENTS,
    "patients": Audience.PATIENTS,
    "patients and carers": Audience.PATIENTS,
    "public": Audience.PATIENTS,
    "consumers": Audience.PATIENTS,
    "professional": Audience.PROFESSIONALS,
    "professionals": Audience.PROFESSIONALS,
    "clinicians": Audience.PROFESSIONALS,
    "both": Audience.BOTH,
    "everyone": Audience.BOTH,
    "all": Audience.BOTH,
}
_COSTS = {
    "free": Cost.FREE,
    "partly paid": Cost.PARTLY_PAID,
    "freemium": Cost.PARTLY_PAID,
    "paid": Cost.PAID,
}


def guess_fields(header: Sequence[str]) -> dict[str, int]:
    """Field -> column for the names that we know; the first column of a name wins."""
    found: dict[str, int] = {}
    for index, name in enumerate(header):
        field = _BY_NAME.get(fold(name).replace("_", " "))
        if field:
            found.setdefault(field, index)
    return found


def choose_fields(
    header: Sequence[str], said: Mapping[str, str], guessed: Mapping[str, int]
) -> dict[str, int]:
    """The guess with what a person said instead: field -> a column's name.

    An empty name means that no column holds the field. BadInput for a field or a
    column that is not there, and when no column holds addresses.
    """
    fields = dict(guessed)
    names = {fold(name): index for index, name in reversed(list(enumerate(header)))}
    for field, name in said.items():
        if field not in FIELDS:
            known = ", ".join(FIELDS)
            raise BadInput(
                "“%(value)s” is not a field. The fields are: %(known)s.",
                value=field,
                known=known,
            )
        fields.pop(field, None)
        if not name:
            continue
        if fold(name) not in names:
            raise BadInput(
                "There is no column “%(name)s”. %(columns)s",
                name=name,
                columns=_columns(header),
            )
        fields[field] = names[fold(name)]
    if "address" not in fields:
        raise BadInput(
            "No column is named like a web address. Say which one holds it. "
            "%(columns)s",
            columns=_columns(header),
        )
    return fields


def _columns(header: Sequence[str]) -> str:
    return f"The columns are: {', '.join(filter(None, header))}."


def draft_of(
    cells: Sequence[str], fields: Mapping[str, int], *, language: str, kind: str
) -> tuple[ResourceDraft, tuple[str, ...]]:
    """The draft in a row, not yet cleaned, and the words that may name its topics."""

    def cell(field: str) -> str:
        index = fields.get(field, len(cells))
        return unguarded(cells[index]) if index < len(cells) else ""

    codes = tuple(map(_language, split(cell("languages"))))
    text_language = _language(cell("text_language")) or (codes or (language,))[0]
    address = cell("address").strip()
    draft = ResourceDraft(
        address=address,
        kind=_slug(cell("kind")) or guess_kind(address, kind),
        audience=_word(cell("audience"), _AUDIENCES, Audience.BOTH),
        texts={text_language: TextDraft(cell("title"), cell("description"))},
        languages=codes,
        publisher=cell("publisher"),
        country=_country(cell("country")),
        cost=_word(cell("cost"), _COSTS, Cost.FREE),
        needs_sign_up=fold(cell("sign_up")) in _YES,
        feeds=tuple(map(FeedDraft, split(cell("feeds"), _GAPS))),
    )
    return draft, split(cell("topics"))


def unguarded(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from reading a formula."""
    return cell[1:] if re.match(r"'[=+@\t-]", cell) else cell


def split(
    cell: str, separators: str | re.Pattern[str] = _SEPARATORS
) -> tuple[str, ...]:
    return tuple(filter(None, re.split(separators, cell.strip())))


def _slug(cell: str) -> str:
    return "-".join(fold(cell).replace("_", " ").split())


def _word(cell: str, words: Mapping[str, str], otherwise: str) -> str:
    """Our word for the cell's; a strange one stays, to be refused with its name."""
    folded = fold(cell).replace("_", " ")
    return words.get(folded, _slug(cell)) if folded else otherwise


@lru_cache(maxsize=1024)
def _language(cell: str) -> str:
    """A code from a code, or from the name of a language in one of our languages."""
    name = cell.strip()
    if not name or languages.is_known(name):
        return languages.primary(name)
    return _languages_by_name().get(fold(name), name)


@lru_cache(maxsize=1)
def _languages_by_name() -> dict[str, str]:
    codes = languages.codes_by_english_name()
    names = {fold(name): code for name, code in codes.items()}
    for reader in languages.FINISHED:
        for code in codes.values():
            names.setdefault(fold(languages.name_in(code, reader)), code)
    return names


@lru_cache(maxsize=1024)
def _country(cell: str) -> str:
    """A code from a code or from the name of a country in one of our languages."""
    name = cell.strip()
    if len(name) == 2 or not name:
        return name
    wanted = fold(name)
    for reader in languages.FINISHED:
        for code, known in languages.countries_in(reader).items():
            if fold(known) == wanted:
                return code
    return name
