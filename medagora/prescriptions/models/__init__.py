"""Sheets that were handed over, and what people keep for the next ones."""

from medagora.prescriptions.models.own import (
    BasketItem,
    LetterDay,
    LocalService,
    Template,
)
from medagora.prescriptions.models.prescriptions import (
    Prescription,
    PrescriptionItem,
    PrescriptionQuerySet,
    new_uid,
)

__all__ = [
    "BasketItem",
    "LetterDay",
    "LocalService",
    "Prescription",
    "PrescriptionItem",
    "PrescriptionQuerySet",
    "Template",
    "new_uid",
]
