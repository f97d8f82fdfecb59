"""What a person can mend is refused with a code, a status and a clear sentence."""


class Refusal(Exception):
    """A request that cannot be granted, with the sentence that the person reads.

    ``code`` is stable and meant for programs; ``status`` is the HTTP status;
    ``field`` names the form field to mend, if there is one.
    """

    code = "refused"
    status = 400

    def __init__(self, message: str = "", *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message) or self.code


class NotAllowed(Refusal):
    code, status = "not_allowed", 403


class NotFound(Refusal):
    code, status = "not_found", 404


class Conflict(Refusal):
    code, status = "conflict", 409


class BadInput(Refusal):
    """A file, form or parameter that cannot be used; says where and what to do."""

    code, status = "bad_input", 422


class Unavailable(Refusal):
    """Something we depend on does not answer now; trying again later may help."""

    code, status = "unavailable", 503
