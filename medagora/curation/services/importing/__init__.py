"""Imports: look first (``preview``), plan, run in batches, resume."""

from medagora.curation.services.importing.options import (
    ORIGINS,
    ImportOptions,
    decide_policy,
    require_import,
)
from medagora.curation.services.importing.preview import Preview, PreviewRow, preview
from medagora.curation.services.importing.running import (
    Watch,
    plan_import,
    run_import,
)

__all__ = [
    "ORIGINS",
    "ImportOptions",
    "Preview",
    "PreviewRow",
    "Watch",
    "decide_policy",
    "plan_import",
    "preview",
    "require_import",
    "run_import",
]
