"""In which form an answer is wanted: ``_format`` before Accept; and Prefer."""

from medagora.api.domain.fhir.parts import MEDIA_TYPE, VERSION
from medagora.api.domain.fhir.refusals import NoSuchForm

_JSON = {MEDIA_TYPE, "application/json", "text/json", "json"}
_ANY = {"*/*", "application/*", "text/*"}
#: What a client may say of the version that it wants.
_VERSIONS = {VERSION, "4.0"}


def require_json(accept: str, asked: str | None) -> None:
    """NoSuchForm, unless one of the forms that the client takes is JSON of FHIR R4."""
    if asked:
        wanted, place = [asked.replace(" ", "+", 1)], "_format"
    else:
        wanted, place = accept.split(",") if accept.strip() else ["*/*"], "Accept"
    if not any(_is_ours(one) for one in wanted):
        raise NoSuchForm(
            "Answers are JSON of FHIR %(version)s only (%(form)s).",
            field=place,
            version=VERSION,
            form=MEDIA_TYPE,
        )


def _is_ours(wanted: str) -> bool:
    form, *parameters = (part.strip().lower() for part in wanted.split(";"))
    values = dict(part.replace(" ", "").partition("=")[::2] for part in parameters)
    if values.get("q") in {"0", "0.0", "0.00", "0.000"}:
        return False
    version = values.get("fhirversion", VERSION).strip('"')
    return form in _JSON | _ANY and version in _VERSIONS


def is_strict(prefer: str) -> bool:
    """``Prefer: handling=strict``: what we do not know shall be refused."""
    wishes = (wish.strip().lower() for wish in prefer.replace(";", ",").split(","))
    return any(wish.replace(" ", "") in _STRICT for wish in wishes)


_STRICT = {"handling=strict", 'handling="strict"'}
