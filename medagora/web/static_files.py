"""Static files under names that carry their content's hash, compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """As WhiteNoise's, with imports between our ES modules rewritten too."""

    support_js_module_import_aggregation = True
