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
from medagora.curation.services.importing.uploads import (
    MOST_BYTES,
    begin_import,
    change_options,
    discard_import,
    forget_old_uploads,
    open_upload,
    receive_upload,
    run_upload,
)

__all__ = [
    "MOST_BYTES",
    "ORIGINS",
    "ImportOptions",
    "Preview",
    "PreviewRow",
    "Watch",
    "begin_import",
    "change_options",
    "decide_policy",
    "discard_import",
    "forget_old_uploads",
    "open_upload",
    "plan_import",
    "preview",
    "receive_upload",
    "require_import",
    "run_import",
    "run_upload",
]
