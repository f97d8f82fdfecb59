"""Reporting a post: no account is needed, and who reported is told to nobody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from medagora.community import access
from medagora.community.domain.moderation.covering import has_picture
from medagora.community.forms_moderation import PostReportForm
from medagora.community.models import Post
from medagora.community.queries import appeals
from medagora.community.services import reporting
from medagora.community.views.writing import attempt
from medagora.web.pages import PageRequest, PersonRequest, render_page, viewer
from medagora.web.paging import page_number, paginate
from medagora.web.rates import require_rate

MOST_AN_HOUR = 20


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PageRequest, uid: str) -> HttpResponse:
    post = access.get_post(uid, viewer(request))
    form = PostReportForm(request.POST or None, has_picture=has_picture(post.html))
    if request.method == "POST" and form.is_valid():
        require_rate(request, "report-post", most=MOST_AN_HOUR, seconds=3600)
        if form.is_trapped or _report(request, post, form):
            messages.success(request, _("Thank you. A person will look at it."))
            return redirect("community:question", post.question.uid)
    context = {"form": form, "post": post}
    status = 422 if form.errors else 200
    return render_page(
        request, "community/moderation/report.html", context=context, status=status
    )


def _report(request: PageRequest, post: Post, form: PostReportForm) -> bool:
    matter = attempt(
        form,
        lambda: reporting.report_post(
            post,
            form.chosen,
            by=viewer(request),
            at=timezone.now(),
            words=form.cleaned_data["words"],
            is_about_picture=bool(form.cleaned_data.get("is_about_picture")),
        ),
    )
    return matter is not None


@login_required
@require_safe
def my_reports(request: PersonRequest) -> HttpResponse:
    """What I reported, and how it ended."""
    rows = appeals.list_own_reports(request.user)
    context = {"page": paginate(rows, page_number(request.GET.get("page")))}
    return render_page(request, "community/moderation/my_reports.html", context=context)
