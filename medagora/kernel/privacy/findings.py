"""What the guard says about a piece of a text."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PERSON = "person"
    ADDRESS = "address"
    PLACE = "place"
    INSTITUTION = "institution"
    DATE = "date"
    BIRTH_DATE = "birth_date"
    AGE = "age"
    PHONE = "phone"
    EMAIL = "email"
    URL = "web_address"
    HANDLE = "handle"
    IP = "ip_address"
    NUMBER = "identity_number"
    CARD = "card_number"
    BANK = "bank_account"
    VEHICLE = "vehicle"
    DETAIL = "small_detail"


class Confidence(StrEnum):
    SURE = "sure"
    LIKELY = "likely"
    MAYBE = "maybe"


class Why(StrEnum):
    """The reason, as a code; ``web.guarded`` says it in the reader's language."""

    FORM = "form"  # it has the form of such a thing
    CHECK_DIGIT = "check_digit"  # and its check digit is right
    LABEL = "label"  # a label stands before it, as in a record
    TITLE = "title"  # a title stands before the name
    CUE = "cue"  # words before or after it announce it
    KIN = "kin"  # after "my son", "my neighbour"
    LISTED = "listed"  # a name from our lists
    FULL_NAME = "full_name"  # two or more capitalised words that are no words
    SIGNATURE = "signature"  # a line of its own, or after a farewell
    AGAIN = "again"  # found elsewhere in the text for a reason
    EXACT_DATE = "exact_date"
    OLD_AGE = "old_age"
    COMBINATION = "combination"  # harmless alone, telling together


@dataclass(frozen=True, slots=True)
class Finding:
    """Words at ``text[start:end]`` that may identify somebody.

    ``safer`` are words in the text's language to put there; empty: leave them out.
    """

    kind: Kind
    start: int
    end: int
    confidence: Confidence = Confidence.LIKELY
    why: Why = Why.FORM
    safer: str = ""
