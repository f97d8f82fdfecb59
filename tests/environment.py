"""Loaded before Django: tests never touch the home of a real site."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="medagora-tests-")
os.mkdir(os.path.join(_home, "static"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)

for name in list(os.environ):
    if name.startswith("MEDAGORA_") and name != "MEDAGORA_DATABASE_URL":
        del os.environ[name]
os.environ["MEDAGORA_HOME"] = _home
os.environ["MEDAGORA_SECRET_KEY"] = "only-for-tests"  # noqa: S105
