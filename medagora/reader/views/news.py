"""News about what somebody follows and saved."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from medagora.reader.queries.news import count_news, news_lines, news_of
from medagora.reader.services import watching
from medagora.reader.views.account_needed import WATCHING, with_account
from medagora.web.pages import PersonRequest, render_page
from medagora.web.paging import Page, page_number, paginate


@require_safe
@with_account(WATCHING)
def news(request: PersonRequest) -> HttpResponse:
    page = paginate(news_of(request.user), page_number(request.GET.get("page")))
    lines = news_lines(page.rows)
    context = {
        "page": Page(lines, page.number, page.pages, page.total),
        "new": count_news(request.user),
    }
    return render_page(request, "reader/watching_news.html", context=context)


@require_POST
@login_required
def seen(request: PersonRequest) -> HttpResponse:
    watching.mark_news_seen(request.user, at=timezone.now())
    return redirect("reader:news")
