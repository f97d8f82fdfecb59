"""``feeds``: the sources of news, how they are doing, and adding some."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from rich.console import Console
from rich.table import Table
from rich.text import Text

from medagora.kernel.refusals import BadInput, NotFound
from medagora.reader.domain.words import ENDED, FeedState
from medagora.reader.queries import feeds as feed_queries
from medagora.reader.queries import health as health_queries
from medagora.reader.queries.health import HealthSearch
from medagora.reader.queries.health_facts import facts_of, list_facts, state_in_words
from medagora.reader.services import adding, asking, discovering
from medagora.reader.services.adding import FoundSource
from medagora.web import http

if TYPE_CHECKING:
    from medagora.reader.models import Feed

console = Console(soft_wrap=True, highlight=False)
feeds_app = typer.Typer(help="Sources of news.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="For programs.")]
Address = Annotated[str, typer.Argument(help="Its address, or its number.")]


def register(app: typer.Typer) -> None:
    app.add_typer(feeds_app, name="feeds")


@feeds_app.command("list")
def list_feeds(
    words: Annotated[str, typer.Argument(help="In names and addresses.")] = "",
    show: Annotated[str, typer.Option(help="failing, dead, never, … Empty: all.")] = "",
    as_json: Json = False,
) -> None:
    """Every source with how it is doing."""
    if show not in health_queries.SHOWS:
        known = ", ".join(word for word in health_queries.SHOWS if word)
        raise BadInput(f"“{show}” is none of: {known}.")
    _show_all(list_facts(HealthSearch(show, words)), as_json=as_json)


@feeds_app.command("health")
def health(as_json: Json = False) -> None:
    """What fails and why, and how many sources are read."""
    summary = health_queries.summarise(now=timezone.now())
    rows = list_facts(HealthSearch("failing"))
    if as_json:
        _print_json({**vars(summary), "failing_sources": rows})
        return
    for row in rows:
        console.print(Text.assemble(("✗ ", "bold red"), row["title"] or row["address"]))
        console.print(Text(f"  {row['address']}", "cyan"))
        times = "once" if row["failures"] == 1 else f"{row['failures']} times in a row"
        console.print(f"  {row['failure_in_words']}, {times}")
    console.print(
        f"[bold]{summary.read}[/] read, {summary.failing} failing, "
        f"{summary.waiting} never read yet, {summary.ended} ended"
    )


@feeds_app.command("add")
def add(address: str, as_json: Json = False) -> None:
    """Look at an address and read the first source that is found there."""
    found = _discover(address)
    if not found.feeds:
        raise NotFound(found.sentence)
    first = found.feeds[0]
    feed = adding.add_found(
        FoundSource(first.address, first.title, first.site, first.sort, first.language),
        at=timezone.now(),
        is_operators=True,
    )
    _show_one(asking.ask_now(feed), as_json=as_json)


def _discover(address: str) -> discovering.Discovery:
    """Networks of the site's own are open to whoever has its command line."""
    return discovering.discover(address, now=timezone.now(), policy=http.is_allowed)


@feeds_app.command("discover")
def discover(address: str, as_json: Json = False) -> None:
    """Say what can be followed at an address; store nothing."""
    found = _discover(address)
    if as_json:
        _print_json(found.as_json())
    for feed in () if as_json else found.feeds:
        console.print(Text(feed.title, "bold"), Text(f"[{feed.language}] {feed.sort}"))
        console.print(Text(f"  {feed.address}", "cyan"))
        for title, day in feed.entries:
            console.print(Text(f"  {day}  {title}", "dim"))
    if not found.feeds:
        if not as_json:
            console.print(f"[bold red]✗[/] {found.sentence}")
        raise typer.Exit(1)


@feeds_app.command("check")
def check(address: Address, as_json: Json = False) -> None:
    """Ask one source for news now; fails if it cannot be read."""
    feed = _find(address)
    if feed.state != FeedState.ACTIVE:
        raise BadInput(f"This source is not asked: {state_in_words(feed)}.")
    _show_one(asking.ask_now(feed), as_json=as_json)


@feeds_app.command("refresh")
def refresh(
    everything: Annotated[
        bool, typer.Option("--all", help="Also those whose turn it is not yet.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Ask every source whose turn it is, here and now."""
    begun = timezone.now()
    if everything:
        asking.make_all_due(begun)
    done = asking.ask_due()
    if as_json:
        names = ("feeds", "unchanged", "failed", "new", "changed")
        told = {name: getattr(done, name) for name in names}
        _print_json({**told, "seconds": (timezone.now() - begun).total_seconds()})
        return
    console.print(
        f"[green]✓[/] {done.feeds} asked, {done.unchanged} unchanged, "
        f"{done.failed} failed; {done.new} new entries, {done.changed} changed"
    )


# ---- what is shown ---------------------------------------------------------------


def _find(text: str) -> "Feed":
    if text.isascii() and text.isdigit() and len(text) < 19:
        return feed_queries.get_feed(int(text))
    found = feed_queries.find_feed(text)
    if found is None:
        raise NotFound(f"No source has the address {text}. See “medagora feeds list”.")
    return feed_queries.get_feed(found.pk)


def _show_one(feed: "Feed", *, as_json: bool) -> None:
    """Exit code 1 for one that cannot be read."""
    facts = facts_of(feed)
    if as_json:
        _print_json(facts)
    elif feed.failure:
        console.print(f"[bold red]✗[/] {feed.address}: {facts['failure_in_words']}.")
    else:
        console.print(
            f"[green]✓[/] {feed.title or feed.address} (number {feed.pk}): "
            f"{feed.entry_count} entries"
        )
    if feed.failure or feed.state in ENDED:
        raise typer.Exit(1)


def _show_all(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        _print_json(rows)
        return
    table = Table("", "Number", "Title", "Entries", "Last success", box=None)
    for row in rows:
        mark = "[red]✗[/]" if row["failure"] else "[green]✓[/]"
        if row["state"] != FeedState.ACTIVE:
            mark = f"[dim]{row['state']}[/]"
        name = Text(row["title"] or row["address"])
        table.add_row(
            mark,
            str(row["number"]),
            name,
            str(row["entries"]),
            _day(row["last_success"]),
        )
    console.print(table)
    console.print(f"[bold]{len(rows)}[/] sources")


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else "never"


def _print_json(data: Any) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, cls=DjangoJSONEncoder))
