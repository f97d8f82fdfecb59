"""What an operator may set: every option with its type, default and meaning.

Read from environment variables ``MEDAGORA_<NAME>`` (or from ``NAME_FILE``-style
secrets: ``MEDAGORA_SECRET_KEY_FILE``). ``docs/settings.md`` lists them; a test
keeps the two in step.
"""

import ipaddress
import os
import secrets
import tomllib
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from medagora.kernel import languages

#: In the home: the address under which ``medagora up`` last served.
ADDRESS_FILE = "address"
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Config(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="MEDAGORA_", extra="ignore")

    home: Path = Field(
        Path("var"), description="The one folder that holds all state of this site."
    )
    database_url: str = Field(
        "",
        description="postgres://user:password@host/name; empty: SQLite in the home.",
    )
    cache_url: str = Field(
        "", description="redis://host:6379/0; empty: memory of each process."
    )
    site_name: str = Field("Medagora", description="The name at the top of each page.")
    site_url: str = Field(
        "http://127.0.0.1:8000",
        description="The public address, used in mails, feeds and the sitemap.",
    )
    country: str = Field(
        "",
        description="ISO 3166-1 code; decides which emergency line is shown first.",
    )
    emergency_lines: Path | None = Field(
        None,
        description="A TOML file with your own emergency numbers and crisis lines; "
        "what it says of a country replaces what comes with the site.",
    )
    contact: str = Field(
        "", description="An address or page where readers reach the operator."
    )
    secret_key: str = Field(
        "", description="Signs sessions; made and kept in the home when empty."
    )
    companion_key: str = Field(
        "",
        description="Signs the list of the browser companion; made and kept in the "
        "home when empty. Machines that serve one site need the same.",
    )
    push_key: str = Field(
        "",
        description="Signs what is sent to browsers that show notices; made and kept "
        "in the home when empty. Machines that serve one site need the same.",
    )
    hosts: str = Field(
        "127.0.0.1,localhost,[::1]",
        description="Names, separated by commas, under which the site is served.",
    )
    proxies: int = Field(
        0, ge=0, description="How many trusted proxies stand before the site."
    )
    debug: bool = Field(False, description="Tracebacks on pages; for developers.")
    mail_url: str = Field(
        "",
        description="smtp://user:password@host:587?tls=1; empty: files in home/mail.",
    )
    mail_from: str = Field(
        "medagora@localhost", description="The sender of the mails of this site."
    )
    reply_address: str = Field(
        "",
        pattern=r"^$|^[a-z0-9._-]{1,20}@[a-z0-9.-]+$",
        description="reply@example.org: people who want it may then answer notices by "
        "mail. Hand what comes to reply+…@example.org to “medagora receive-mail”.",
    )
    single_review: bool = Field(
        False, description="One curator is enough to publish; the log then says so."
    )
    link_checks: bool = Field(
        True, description="The worker visits published addresses in the background."
    )
    link_check_days: int = Field(
        14, ge=1, description="Days between two checks of one address."
    )
    per_host_seconds: float = Field(
        2.0, ge=0, description="Rest between two requests to one foreign host."
    )
    outside: bool = Field(
        True, description="May the site fetch pages at all? False on closed networks."
    )
    image_cache_mb: int = Field(
        500, ge=0, description="Megabytes of other sites' pictures kept in the home."
    )
    inside: str = Field(
        "",
        description=(
            "Networks of your own, such as 10.1.0.0/16, whose sources may be read."
        ),
    )
    reader_keep_days: int = Field(
        730,
        ge=0,
        description="Days that entries of sources are kept; 0: for ever. Saved ones "
        "and the newest 20 of each source always stay.",
    )
    draft_days: int = Field(
        90, ge=1, le=365, description="Days that a draft stays which nobody touches."
    )
    moderation_days: int = Field(
        365,
        ge=30,
        le=3650,
        description="Days that copies of reported posts stay after the decision.",
    )
    notice_days: int = Field(
        90, ge=1, le=365, description="Days that a notice stays once it was read."
    )
    retractions_address: str = Field(
        "https://gitlab.com/crossref/retraction-watch-data/-/raw/main/"
        "retraction_watch.csv",
        description="Where “medagora update retractions latest” finds the list of "
        "Retraction Watch.",
    )
    retractions_daily: bool = Field(
        False, description="Fetch the list of retracted papers (70 MB) once a day."
    )
    unpaywall_contact: str = Field(
        "",
        pattern=r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$",
        description="An e-mail address: the worker then asks api.unpaywall.org, which "
        "wants to know it, where new papers can be read for free.",
    )
    medlineplus_connect: bool = Field(
        False,
        description="Ask MedlinePlus.gov about codes of health records for which the "
        "catalogue has nothing; it is told the code and the language.",
    )
    register_lookups: bool = Field(
        False,
        description="Look numbers of health professionals up in the public registers "
        "of NPPES and ORCID, for the moderators who decide about hats.",
    )
    orcid_client_id: str = Field(
        "",
        description="With its secret, from orcid.org: people show their ORCID iD by "
        "signing in there, and may use it to sign in here.",
    )
    orcid_client_secret: str = Field(
        "", description="The secret that ORCID gave together with the client id."
    )
    websub_hub: str = Field(
        "",
        pattern=r"^$|^off$|^https://[^\s<>\"]+$",
        description="Which hub (WebSub) tells programs that feeds changed; empty: this "
        "site itself; https://…: another's, which is told; off: none.",
    )
    security_contact: str = Field(
        "",
        pattern=r"^$|^(mailto:[^@\s]+@[^@\s]+|https://[^\s]+|tel:[+0-9-]+)$",
        description="Where flaws can be told, for /.well-known/security.txt: "
        "mailto:security@example.org or an https:// page; empty: MEDAGORA_CONTACT.",
    )
    sign_up: bool = Field(True, description="May strangers open an account?")
    log_level: str = Field("WARNING", description="Python logging level.")

    @field_validator("country")
    @classmethod
    def _is_country(cls, value: str) -> str:
        code = value.strip().upper()
        if code and code not in languages.countries_in("en"):
            raise ValueError("is no code of a country, such as HU")
        return code

    @field_validator("emergency_lines", mode="before")
    @classmethod
    def _is_toml_file(cls, value: Path | str | None) -> Path | None:
        if not value:
            return None
        try:
            tomllib.loads(Path(value).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ValueError(f"cannot be read as TOML: {error}") from None
        return Path(value)

    @field_validator("inside")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        parse_networks(value)
        return value

    @cached_property
    def inside_networks(self) -> tuple[Network, ...]:
        return parse_networks(self.inside)


def parse_networks(text: str) -> tuple[Network, ...]:
    """Networks separated by commas; ValueError names the one that is none."""
    named = filter(None, (part.strip() for part in text.split(",")))
    return tuple(ipaddress.ip_network(part) for part in named)


def load() -> Config:
    """The configuration, or SystemExit with one sentence per wrong variable."""
    for name in Config.model_fields:
        variable = f"MEDAGORA_{name.upper()}"
        path = os.environ.get(f"{variable}_FILE")
        if path:
            os.environ[variable] = Path(path).read_text().strip()
    try:
        return _with_address(Config())
    except ValidationError as error:
        lines = [
            f"MEDAGORA_{str(e['loc'][0]).upper()}: {e['msg']} (got {e['input']!r})"
            for e in error.errors()
        ]
        raise SystemExit("\n".join(lines)) from None


def _with_address(config: Config) -> Config:
    """Without a set address, links lead to where ``medagora up`` last served."""
    kept = config.home / ADDRESS_FILE
    if "MEDAGORA_SITE_URL" in os.environ or not kept.is_file():
        return config
    return config.model_copy(update={"site_url": kept.read_text().strip()})


@lru_cache(maxsize=1)
def current() -> Config:
    return load()


def secret_key(config: Config) -> str:
    """The configured key, or the one kept in the home (made at first use)."""
    return config.secret_key or _kept_secret(config.home / "secret_key")


def companion_key(config: Config) -> str:
    """What the key that signs the companion's list is derived from.

    Not the secret key: a new one must not ask every reader to trust anew.
    """
    return config.companion_key or _kept_secret(config.home / "companion_key")


def push_key(config: Config) -> str:
    """What the key that signs messages to browsers is derived from (VAPID).

    Not the secret key: with a new one no browser could be told anything any more.
    """
    return config.push_key or _kept_secret(config.home / "push_key")


def _kept_secret(path: Path) -> str:
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return _make_secret(path)


def _make_secret(path: Path) -> str:
    key = secrets.token_urlsafe(48)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was faster
        return path.read_text().strip()
    except OSError as error:
        raise SystemExit(
            f"The folder {path.parent.absolute()} cannot be written "
            f"({error.strerror}). "
            "Choose another with MEDAGORA_HOME, or give this one to your user."
        ) from None
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key
