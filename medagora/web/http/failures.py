"""Why nothing came back from the web, each with a code that stays."""


class FetchFailure(Exception):
    """Why nothing came back; ``code`` is stable, ``address`` is where it failed."""

    code = "failed"

    def __init__(self, address: str, details: str = "") -> None:
        super().__init__(f"{self.code}: {address} {details}".rstrip())
        self.address = address
        self.details = details


class SwitchedOff(FetchFailure):
    """The operator keeps this site off the web (``MEDAGORA_OUTSIDE=0``)."""

    code = "switched_off"


class RefusedAddress(FetchFailure):
    """It leads into a private network, to a special address or an unusual port."""

    code = "refused_address"


class TooBig(FetchFailure):
    code = "too_big"


class TooSlow(FetchFailure):
    code = "too_slow"


class BadRedirect(FetchFailure):
    """A loop, too many of them, or one that leads nowhere we can go."""

    code = "bad_redirect"


class WrongType(FetchFailure):
    code = "wrong_type"


class TlsFailure(FetchFailure):
    code = "tls"


class DnsFailure(FetchFailure):
    code = "dns"


class ConnectionFailure(FetchFailure):
    code = "connection"


class ProtocolFailure(FetchFailure):
    """What came back is not the HTTP that it says it is."""

    code = "protocol"


FETCH_FAILURES = (
    SwitchedOff,
    RefusedAddress,
    TooBig,
    TooSlow,
    BadRedirect,
    WrongType,
    TlsFailure,
    DnsFailure,
    ConnectionFailure,
    ProtocolFailure,
)
