"""``backup`` and ``restore``: the whole state of a site in one file."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.status import Status

from medagora.cli import archive

console = Console(soft_wrap=True)


def register(app: typer.Typer) -> None:
    app.command("backup")(backup)
    app.command("restore")(restore)
    app.command("finish-restore", hidden=True)(finish_restore)


def backup(target: Annotated[Path, typer.Argument(help="A new .tar.gz file.")]) -> None:
    """Write database, files and keys to one file, while the site runs."""
    with Status("Copying …", console=console):
        size = archive.write_backup(target)
    console.print(
        f"[green]✓[/] {target} ({size // 1024} KB). It holds personal data and the "
        "site's secret key: keep it where only you can read it."
    )


def restore(
    source: Annotated[Path, typer.Argument(help="A file made by backup.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace the state that is there.")
    ] = False,
) -> None:
    """Put a backup in place: checked first, erasures replayed, index rebuilt."""
    with Status("Checking and restoring …", console=console) as status:
        for line in archive.restore_backup(source, force=force, say=status.update):
            console.print(f"[green]✓[/] {line}", highlight=False)


def finish_restore() -> None:
    """The second half of a restore, under the restored key."""
    for line in archive.finish_restore():
        console.print(f"[green]✓[/] {line}", highlight=False)
