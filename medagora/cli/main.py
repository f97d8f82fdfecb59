"""The ``medagora`` command.

``up`` must stay light, because its process lives as long as the site: Django and
the commands that need it are loaded only for the others.
"""

import os
import sys
from importlib import import_module

import typer
from rich.console import Console

from medagora import __version__
from medagora.cli import up
from medagora.kernel.refusals import Refusal

#: Modules that add their commands to the app by ``register(app)``.
COMMANDS = (
    "medagora.cli.site_commands",
    "medagora.cli.user_commands",
    "medagora.cli.state_commands",
    "medagora.cli.content_commands",
    "medagora.cli.reader_commands",
    "medagora.cli.update_commands",
    "medagora.cli.appraise_command",
    "medagora.cli.data_map_command",
    "medagora.cli.receiving",
)

app = typer.Typer(
    name="medagora",
    help="The open medical web, curated.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
errors = Console(stderr=True)


@app.callback(invoke_without_command=True)
def options(
    version: bool = typer.Option(False, "--version", help="Show the version."),
) -> None:
    if version:
        typer.echo(f"medagora {__version__}")
        raise typer.Exit


app.command("up")(up.up)


def run() -> None:
    """Entry point: one clear sentence and exit code 1 for what a person can mend."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medagora.settings")
    try:
        if sys.argv[1:2] not in (["up"], ["--version"]):
            import_module("django").setup()
            for name in COMMANDS:
                import_module(name).register(app)
        app()
    except Refusal as refusal:
        fail(str(refusal))
    except KeyboardInterrupt:
        fail("Stopped.", code=130)
    except BrokenPipeError:  # "medagora export … | head" is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        sentence = _known_failure(error)
        if sentence is None:
            raise
        fail(sentence)


def fail(sentence: str, *, code: int = 1) -> None:
    errors.print(f"[bold red]✗[/] {sentence}", highlight=False, soft_wrap=True)
    raise SystemExit(code)


def _known_failure(error: Exception) -> str | None:
    """A sentence for what an operator meets; None for a true bug."""
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror or error}{where}."
    if type(error).__name__ in {"OperationalError", "ProgrammingError"}:
        return (
            f"The database does not answer as expected: {error}. "
            "Run “medagora check”; “medagora up” brings a database up to date."
        )
    return None
