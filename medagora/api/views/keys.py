"""The page of one's keys for programs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from medagora.api import queries
from medagora.api.forms import KeyForm
from medagora.api.labels import SCOPES
from medagora.api.services import keys
from medagora.kernel.refusals import BadInput
from medagora.web.links import absolute
from medagora.web.pages import PersonRequest, render_page
from medagora.web.refusals import add_refusal


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def key_list(request: PersonRequest) -> HttpResponse:
    """One's keys; a new one is shown once, right after it was made."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            row, secret = keys.make_key(
                said["name"],
                form.chosen,
                days=said["days"],
                by=request.user,
                at=timezone.now(),
            )
        except BadInput as refusal:
            add_refusal(form, refusal)
        else:
            context = {"key": row, "secret": secret, "try_it": absolute("/api/v1/me")}
            return render_page(request, "api/key.html", None, context)
    now = timezone.now()
    context = {
        "form": form,
        "keys": [_row(key, now) for key in queries.list_keys(request.user)],
    }
    status = 422 if form.errors else 200
    return render_page(request, "api/keys.html", None, context, status)


def _row(key: Any, now: Any) -> dict[str, Any]:
    return {
        "key": key,
        "scopes": [SCOPES.get(scope, scope) for scope in key.scopes],
        "has_ended": key.expires_at <= now,
    }


@login_required
@require_POST
def key_revoke(request: PersonRequest, key_id: int) -> HttpResponse:
    keys.revoke_key(key_id, by=request.user)
    messages.success(request, _("The key opens nothing any more."))
    return redirect("doors:keys")
