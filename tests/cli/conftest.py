"""Command-line tests run the real command in a home of their own."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def site_home(prepared_home: Path, home: Path) -> Path:
    """A home with the starter topics and collection, which a test may spoil."""
    shutil.copytree(prepared_home, home)
    return home
