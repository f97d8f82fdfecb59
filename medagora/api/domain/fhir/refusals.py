"""What is refused to a record system. For its programmers: in English only."""

from medagora.kernel.refusals import Refusal


class FhirRefusal(Refusal):
    """``issue`` is a code of FHIR's issue-type; ``place`` names the parameter or the
    path of the element to mend."""

    code, status, issue = "bad_input", 400, "invalid"

    @property
    def place(self) -> str:
        return self.field or ""


class BadValue(FhirRefusal):
    issue = "value"


class NotSupported(FhirRefusal):
    code, issue = "not_supported", "not-supported"


class TooCostly(FhirRefusal):
    code, issue = "too_costly", "too-costly"


class NothingThere(FhirRefusal):
    code, status, issue = "not_found", 404, "not-found"


class Withdrawn(FhirRefusal):
    code, status, issue = "gone", 410, "deleted"


class WrongMethod(FhirRefusal):
    code, status, issue = "method_not_allowed", 405, "not-supported"


class NoSuchForm(FhirRefusal):
    """An answer that cannot be given in the form asked for."""

    code, status, issue = "not_acceptable", 406, "not-supported"


class DataMissing(FhirRefusal):
    """CDS Hooks: without this there is nothing to say, and we fetch nothing."""

    code, status, issue = "data_missing", 412, "required"


class TooLong(FhirRefusal):
    code, status, issue = "too_long", 413, "too-long"


class UnknownMediaType(FhirRefusal):
    code, status, issue = "unsupported_media_type", 415, "not-supported"


class AskedTooOften(FhirRefusal):
    code, status, issue = "too_often", 429, "throttled"
