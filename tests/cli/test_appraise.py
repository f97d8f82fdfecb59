"""``medagora appraise``: a file read without a site."""

import json
from pathlib import Path

import pytest

from tests.running import medagora

pytestmark = pytest.mark.enable_socket
PAGE = (
    "<html lang=de><title>Asthma</title><main><h1>Asthma</h1><p>Von Dr. med. Anna "
    "Schmidt, Fachärztin. Stand: 3. März 2025.</p><p>"
    + "Die Lunge nimmt die Luft auf. " * 60
    + "</p></main></html>"
)


def test_a_file_is_read_and_told_in_words_and_as_json(tmp_path: Path) -> None:
    page = tmp_path / "asthma.html"
    page.write_text(PAGE)
    home = tmp_path / "home"

    told = medagora(home, "appraise", str(page))
    data = json.loads(medagora(home, "appraise", str(page), "--json").stdout)

    assert told.returncode == 0, told.stderr
    assert "Seen by machine" in told.stdout
    assert "Anna Schmidt" in told.stdout
    assert "Not assessed:" in told.stdout
    assert (data["seen_by"], data["language"]) == ("machine", "de")
    author = next(f for f in data["findings"] if f["criterion"] == "author")
    assert author["answer"] == "present"


def test_what_is_no_file_and_no_address_is_said(tmp_path: Path) -> None:
    told = medagora(tmp_path / "home", "appraise", "nowhere.html")

    assert told.returncode == 1
    assert "There is no file nowhere.html" in told.stderr
