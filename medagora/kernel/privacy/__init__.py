"""The privacy guard: what in a free text would identify somebody.

Pure and cautious: it points at the words, says why, offers safer ones; a form warns
and asks. It knows names, addresses, numbers, dates and small details in six languages,
and what has a form in every language. It anonymises nothing: a clean result does not
mean that a text identifies nobody.
"""

from hashlib import blake2s

from medagora.kernel.privacy.addresses import find_addresses
from medagora.kernel.privacy.collecting import Found
from medagora.kernel.privacy.combining import find_details
from medagora.kernel.privacy.findings import Confidence, Finding, Kind, Why
from medagora.kernel.privacy.fixed_forms import find_fixed_forms
from medagora.kernel.privacy.institutions import find_institutions
from medagora.kernel.privacy.lexicon import LANGUAGES
from medagora.kernel.privacy.numbers import find_numbers
from medagora.kernel.privacy.persons import find_persons
from medagora.kernel.privacy.places import find_homes, find_places
from medagora.kernel.privacy.reading import read
from medagora.kernel.privacy.records import find_labelled
from medagora.kernel.privacy.safer import suggest_safer, with_safer
from medagora.kernel.privacy.signatures import find_signature_blocks
from medagora.kernel.privacy.times import find_dates, find_old_ages
from medagora.kernel.privacy.tongue import guess_language

#: Of the rules and lists; a confirmation given under another version does not count.
VERSION = "2026.11"

__all__ = [
    "LANGUAGES",
    "VERSION",
    "Confidence",
    "Finding",
    "Kind",
    "Why",
    "find_traces",
    "guess_language",
    "key_of",
    "suggest_safer",
]


def find_traces(text: str, language: str = "") -> list[Finding]:
    """Every finding, in order, none inside another. Linear in the text's length.

    Without a language (or with one that has no lists) only what has a form in every
    language is found; ``guess_language`` gives one.
    """
    reading = read(text, language if language in LANGUAGES else "")
    found = Found(text)
    find_fixed_forms(text, found)
    if reading.lexicon.language:
        find_labelled(reading, found)
    find_dates(reading, found)
    find_numbers(reading, found)
    if reading.lexicon.language:
        find_addresses(reading, found)
        find_institutions(reading, found)
        find_homes(reading, found)
        find_persons(reading, found)
        find_places(reading, found)
        find_old_ages(reading, found)
        find_signature_blocks(reading, found)
        find_details(reading, found)
    return with_safer(reading, found.in_order())


def key_of(text: str, finding: Finding) -> str:
    """A short digest of what a finding shows, the same wherever it stands."""
    words = " ".join(text[finding.start : finding.end].split())
    plain = f"{VERSION}\0{finding.kind}\0{words}".encode()
    return blake2s(plain, digest_size=9).hexdigest()
