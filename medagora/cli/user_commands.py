"""``medagora user``: people and roles from the server's own command line."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from medagora.kernel.refusals import NotFound
from medagora.people import queries, services

if TYPE_CHECKING:
    from medagora.people.models import Person

console = Console(soft_wrap=True)
user = typer.Typer(help="Accounts and roles.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(user, name="user")


def _person(email: str) -> "Person":
    person = queries.find_person(email)
    if person is None:
        raise NotFound(f"Nobody has the address {email}. See “medagora user list”.")
    return person


@user.command("add")
def add(
    email: str,
    name: Annotated[str, typer.Option()] = "",
    role: Annotated[
        str, typer.Option(help="curator, editor, moderator or operator")
    ] = "",
    topic: Annotated[str, typer.Option(help="Only for curators: one topic.")] = "",
    language: Annotated[str, typer.Option(help="Only for curators.")] = "",
) -> None:
    """Open an account and print its one-time sign-in link."""
    person = services.create_person(email, name=name, by=None)
    if role:
        services.grant_role(person, role, by=None, topic=topic, language=language)
    console.print(f"[green]✓[/] {person.email} has an account. Sign in once with:")
    console.print(services.sign_in_link(person), highlight=False)


@user.command("list")
def list_people(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Everybody with an account, with their roles."""
    rows: list[dict[str, Any]] = [
        {
            "email": person.email,
            "name": person.name,
            "active": person.is_active,
            "roles": [str(grant) for grant in person.grants.all()],
            "joined": person.joined_at.date().isoformat(),
        }
        for person in queries.list_people()
    ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    table = Table("E-mail", "Name", "Roles", "Joined", box=None)
    for row in rows:
        roles = ", ".join(row["roles"]) or "member"
        table.add_row(row["email"], row["name"], roles, row["joined"])
    console.print(table)


@user.command("role")
def role(
    email: str,
    role: str,
    topic: Annotated[str, typer.Option()] = "",
    language: Annotated[str, typer.Option()] = "",
    revoke: Annotated[bool, typer.Option("--revoke", help="Take it away.")] = False,
) -> None:
    """Give a role, or take it away with --revoke."""
    person = _person(email)
    act = services.revoke_role if revoke else services.grant_role
    act(person, role, by=None, topic=topic, language=language)
    console.print(f"[green]✓[/] {email}: {role} {'revoked' if revoke else 'granted'}")


@user.command("link")
def link(email: str) -> None:
    """Print a one-time sign-in link."""
    typer.echo(services.sign_in_link(_person(email)))


@user.command("second-step")
def remove_second_step(email: str) -> None:
    """Remove passkeys, app and recovery codes of somebody who lost them."""
    services.remove_second_step(_person(email), by=None)
    console.print(f"[green]✓[/] {email} signs in without a second step")


@user.command("export")
def export(email: str, target: Path) -> None:
    """Write everything about a person to a zip file."""
    target.write_bytes(services.export_person(_person(email), at=timezone.now()))
    console.print(f"[green]✓[/] {target}")


@user.command("erase")
def erase(
    email: str,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase a person and everything about them. This cannot be undone."""
    person = _person(email)
    if not yes:
        typer.confirm(f"Erase {email} and everything about them?", abort=True)
    services.erase_person(person, by=None, at=timezone.now())
    console.print(f"[green]✓[/] {email} is erased")
