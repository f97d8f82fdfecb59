"""How a program signs in, and what it asks about the person."""

import time

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from medagora.kernel.ids import sha256_hex
from medagora.people import queries as people
from medagora.reader.domain.words import KeyScope
from medagora.reader.services import keys
from medagora.reader.views.app_calls import Call, values_in
from medagora.reader.views.greader.answers import as_json, plain, refused_key

#: Some programs count the letters.
_TOKEN_LENGTH = 57


def client_login(request: HttpRequest) -> HttpResponse:
    """Trades the e-mail address and a key, sent as a password, for that key.

    A session of its own would be one more thing to end: a key that is taken back ends
    everything at once.
    """
    said = values_in(request) if request.method == "POST" else {}
    email, secret = ("".join(said.get(name, ())[:1]) for name in ("Email", "Passwd"))
    secret = secret.strip()[:200]
    owner = keys.person_of_key(secret, KeyScope.APPS, at=timezone.now())
    if owner is None or people.find_person(email[:254].replace("\x00", "")) != owner:
        raise refused_key(request)
    return plain(f"SID={secret}\nLSID=null\nAuth={secret}\n")


def token(call: Call) -> HttpResponse:
    """Programs send it with each change. See the package for why nobody checks it."""
    word = sha256_hex(f"{call.person.pk} {int(time.time()) // 1800}".encode())
    return plain(f"{word[:_TOKEN_LENGTH]}\n")


def user_info(call: Call) -> HttpResponse:
    number = str(call.person.pk)
    return as_json(
        {
            "userId": number,
            "userName": call.person.name or call.person.email,
            "userProfileId": number,
            "userEmail": call.person.email,
        }
    )


def check(request: HttpRequest) -> HttpResponse:
    """Whether the key arrives at all: some proxies swallow the header."""
    if request.headers.get("Authorization"):
        return plain("PASS")
    return plain("FAIL: there is no Authorization header.")


def ping(call: Call) -> HttpResponse:
    return plain("OK")


def hello(request: HttpRequest) -> HttpResponse:
    return plain("OK")


def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    return plain("Not Found", 404)
