"""What a person can mend is refused with a code, a status and a clear sentence."""


class Refusal(Exception):
    """A request that cannot be granted, with the sentence that the person reads.

    ``code`` is stable and meant for programs; ``status`` is the HTTP status;
    ``field`` names the form field to mend, if there is one. ``values`` fill the
    sentence's %(name)s places, so that the sentence itself can be translated.
    """

    code = "refused"
    status = 400

    def __init__(
        self, message: str = "", *, field: str | None = None, **values: object
    ) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.values = values

    def __str__(self) -> str:
        return self.in_words(self.message) or self.code

    def in_words(self, sentence: str) -> str:
        """``sentence``, the message or its translation, with the values in place."""
        return sentence % self.values if self.values else sentence


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
