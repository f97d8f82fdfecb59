"""Downloads of everything public, for people and programs alike."""

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.http import HttpResponseNotModified as NotModified
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from medagora.curation.services import exporting
from medagora.curation.services.export_files import DOWNLOADS, open_download
from medagora.kernel.refusals import NotFound


@require_safe
def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """One of the files; 304 as long as nothing has changed."""
    found = DOWNLOADS.get(name)
    if found is None:
        raise NotFound(_("There is no such download."))
    fingerprint = exporting.fingerprint()
    tag = f'"{fingerprint}"'
    response: HttpResponseBase
    if tag in request.headers.get("If-None-Match", ""):
        response = NotModified()
    else:
        response = StreamingHttpResponse(
            open_download(found, fingerprint), content_type=found.content_type
        )
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = tag
    patch_cache_control(response, public=True, no_cache=True)
    return response
