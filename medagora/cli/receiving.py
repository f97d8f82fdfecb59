"""``receive-mail``: what a mail server hands over, one mail on standard input."""

import sys
from typing import Annotated

import typer
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

#: Exit codes that mail servers understand (sysexits.h).
_NO_USER, _TRY_AGAIN, _NOT_SET = 67, 75, 78


def register(app: typer.Typer) -> None:
    app.command("receive-mail")(receive_mail)


def receive_mail(
    recipient: Annotated[
        str, typer.Option("--to", help="The address that it was delivered to.")
    ] = "",
) -> None:
    """Take an answer to one of our notices from a mail server (off by default)."""
    from medagora.community.services.receiving import (  # noqa: PLC0415 - after the apps load
        MOST_BYTES,
        Outcome,
        receive,
    )

    if not settings.CONFIG.reply_address:
        typer.echo("Answers by mail are off: set MEDAGORA_REPLY_ADDRESS.", err=True)
        raise typer.Exit(_NOT_SET)
    raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        typer.echo("This mail is too large for an answer.", err=True)
        raise typer.Exit(_NO_USER)
    try:
        outcome = receive(raw, recipient, at=timezone.now())
    except DatabaseError as error:
        typer.echo(f"Try again later: {error}", err=True)
        raise typer.Exit(_TRY_AGAIN) from None
    typer.echo(outcome.value)
    if outcome is Outcome.UNKNOWN:
        raise typer.Exit(_NO_USER)
