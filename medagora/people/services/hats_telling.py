"""Telling people of their hats and of what they asked for."""

from datetime import datetime

from django.urls import reverse

from medagora.people.models import Hat, HatRequest
from medagora.people.services.notifying import notify


def tell_of_hat(hat: Hat, kind: str, at: datetime) -> None:
    """The wearer hears it, of each kind once a day at most."""
    _tell(hat.person_id, kind, f"hat:{hat.uid}", reverse("people:hats"), at)


def tell_of_request(request: HatRequest, kind: str, at: datetime) -> None:
    """Whoever asked hears it, of each kind once a day at most."""
    page = reverse("people:hat-request", args=[request.uid])
    _tell(request.person_id, kind, f"hat-request:{request.uid}", page, at)


def _tell(person_id: int, kind: str, about: str, page: str, at: datetime) -> None:
    key = f"{about}:{at:%Y-%m-%d}"
    notify([person_id], kind, about=about, url_path=page, params={}, at=at, key=key)
