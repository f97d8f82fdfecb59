"""The product's settings with what tests need different, each for a reason."""

from medagora.settings import *  # noqa: F403, TID251
from medagora.settings import DATABASES, HOME  # noqa: TID251

# Hashing is slow on purpose; tests sign in often.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A file, as in real life: threads of a live server share it like processes do.
if "sqlite3" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {"NAME": HOME / "test.sqlite3"}
# No collected files in unit tests; the browser tests run the real server.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
