"""Every template of the house: strict about scripts and styles, nothing missing."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template

PACKAGE = Path(__file__).parents[2] / "medagora"
ROOMS = sorted(PACKAGE.glob("*/templates"))
TEMPLATES = sorted(
    path for room in ROOMS for path in room.rglob("*.html") if "mail" not in path.parts
)
STATIC = PACKAGE / "web" / "static"
OWN_TEXTS = [
    path for path in sorted(STATIC.rglob("*")) if path.suffix in {".css", ".js"}
]

COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}|<!--.*?-->", re.DOTALL)
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event attribute": re.compile(
        r"<[^>]*\s(?:on[a-z]+|hx-on[^=]*)\s*=", re.IGNORECASE
    ),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*application/(?:ld\+)?json)", re.IGNORECASE
    ),
    "something from another host": re.compile(
        r"<(?:script|img|iframe|source|video|audio|embed)\b[^>]*"
        r"\bsrc\s*=\s*[\"'](?:https?:)?//",
        re.IGNORECASE,
    ),
}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def source_of(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_keeps_the_content_security_policy(path: Path) -> None:
    source = source_of(path)

    broken = [what for what, pattern in FORBIDDEN.items() if pattern.search(source)]

    assert not broken, f"{name_of(path)} has {', '.join(broken)}"


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_is_well_formed(path: Path) -> None:
    room = next(room for room in ROOMS if path.is_relative_to(room))

    template = get_template(path.relative_to(room).as_posix())

    assert template


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_static_files_of_a_template_exist(path: Path) -> None:
    named = re.findall(r"""{%\s*static\s+['"]([^'"]+)['"]""", path.read_text())

    missing = [name for name in named if not finders.find(name)]

    assert not missing


@pytest.mark.parametrize("path", OWN_TEXTS, ids=lambda path: path.name)
def test_files_named_in_styles_and_scripts_exist(path: Path) -> None:
    if "vendor" in path.parts and path.suffix == ".js":
        pytest.skip("vendored scripts name nothing")
    pattern = r"""(?:url\(|import\s+(?:.*?from\s+)?)["']([^"']+)["']"""

    named = re.findall(pattern, path.read_text())

    assert all((path.parent / name).is_file() for name in named)


def test_a_script_inside_a_page_would_be_noticed() -> None:
    samples = {
        "a style attribute": '<p class="x" style="color:red">',
        "an event attribute": '<button onclick="x()">',
        "an inline script": "<script>x()</script>",
        "something from another host": '<img src="https://example.org/x.png">',
    }

    assert all(FORBIDDEN[what].search(sample) for what, sample in samples.items())
    assert not FORBIDDEN["an inline script"].search('<script type="module" src="x.js">')
