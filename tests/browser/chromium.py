"""Debian's Chromium, and how it wants to be started here."""

import os

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

#: How long a page may take to show something, in ms: a busy machine is slow, not wrong.
PATIENCE = 30_000
