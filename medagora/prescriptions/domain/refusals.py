"""What a patient is told of a sheet that is over."""

from medagora.kernel.refusals import Refusal


class SheetExpired(Refusal):
    code, status = "sheet_expired", 410


class SheetWithdrawn(Refusal):
    code, status = "sheet_withdrawn", 410


class TooManyLetters(Refusal):
    code, status = "too_many_letters", 429
