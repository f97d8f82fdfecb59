"""What somebody is told, and how they want to be told."""

import hashlib
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medagora.kernel.refusals import BadInput, NotFound, Refusal
from medagora.people.domain.notices import Level
from medagora.people.forms_notices import TopicsForm, WishesForm
from medagora.people.gateways import push
from medagora.people.gateways.push import Subscription
from medagora.people.models import NoticeSettings
from medagora.people.queries import notice_wishes
from medagora.people.queries import notices as queries
from medagora.people.services import notifying, notifying_pushes, notifying_wishes
from medagora.web.pages import PersonRequest, render_page
from medagora.web.paging import Page, page_number, paginate
from medagora.web.rates import require_rate
from medagora.web.refusals import sentence

#: Wrong tokens from one place. Right ones are never counted: one mail provider sends
#: the clicks of all its users.
MOST_WRONG = 60


@require_safe
@login_required
def notices(request: PersonRequest) -> HttpResponse:
    """Unread ones first; several in one thread are one line."""
    person = request.user
    groups = paginate(queries.lines_of(person), page_number(request.GET.get("page")))
    lines = queries.fill_lines(person, groups.rows)
    context = {
        "page": Page(lines, groups.number, groups.pages, groups.total),
        "has_new": any(line.is_new for line in lines),
        **_just_read(request),
    }
    return render_page(request, "people/notices/notices.html", context=context)


def _just_read(request: HttpRequest) -> dict[str, object]:
    count, moment = request.GET.get("marked", ""), request.GET.get("undo", "")[:40]
    is_number = count.isascii() and count.isdigit() and len(count) < 8
    return {"marked": int(count), "undo": moment} if is_number and moment else {}


@require_POST
@login_required
def mark_all(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    count = notifying.mark_all_read(by=request.user, at=now)
    here = reverse("people:notices")
    if not count:
        return redirect(here)
    found = urlencode({"marked": str(count), "undo": now.isoformat()})
    return redirect(f"{here}?{found}")


@require_POST
@login_required
def undo(request: PersonRequest) -> HttpResponse:
    try:
        marked_at = datetime.fromisoformat(request.POST.get("undo", ""))
    except ValueError:
        raise BadInput("That cannot be undone any more.") from None
    if timezone.is_naive(marked_at):
        raise BadInput("That cannot be undone any more.")
    notifying.unmark_all(by=request.user, marked_at=marked_at, at=timezone.now())
    return redirect("people:notices")


@require_safe
@login_required
def notice(request: PersonRequest, notice_id: int) -> HttpResponse:
    """Leads to what it tells about; its line is read by that, unless a browser only
    looks ahead."""
    own = queries.get_notice(request.user, notice_id)
    if not request.headers.get("Sec-Purpose", "").startswith("prefetch"):
        like = [own.pk, *queries.unread_like(own)]
        notifying.mark_read(like, by=request.user, at=timezone.now())
    return redirect(queries.address_of(own, request.LANGUAGE_CODE))


@require_POST
@login_required
def thread(request: PersonRequest) -> HttpResponse:
    """Mutes or follows a thread of which somebody was told, or takes that back."""
    about, word = request.POST.get("about", ""), request.POST.get("level", "")
    if word not in set(Level):
        raise BadInput("Choose one of the three.", field="level")
    said = queries.find_thread(request.user, about)
    if said is None:
        raise NotFound("This notice is not kept any more.")
    title, path = said
    notifying.set_thread(request.user, about, word, title=title, url_path=path)
    if word == Level.MUTE:
        notifying.mark_thread_read(request.user, about, at=timezone.now())
    done = {
        Level.MUTE: _("You hear no more of it."),
        Level.FOLLOW: _("You hear of it at once."),
        Level.USUAL: _("You hear of it as usual."),
    }
    messages.success(request, done[Level(word)])
    back = request.POST.get("back") == "wishes"
    return redirect("people:notice-wishes" if back else "people:notices")


# ---- wishes --------------------------------------------------------------------


@login_required
def wishes(request: PersonRequest) -> HttpResponse:
    """What to hear, by which way, and when."""
    own = notifying_wishes.settings_of(request.user)
    form = WishesForm(request.POST or None, own=own)
    if request.method == "POST" and form.is_valid():
        draft = form.draft()
        notifying_wishes.change_wishes(draft, by=request.user, at=timezone.now())
        messages.success(request, _("Your wishes are saved."))
        return redirect("people:notice-wishes")
    devices = notice_wishes.list_devices(request.user)
    context = {
        "form": form,
        "own": own,
        "topics_form": _topics_form(request),
        "choices": queries.list_thread_choices(request.user),
        "devices": devices,
        "push_key": push.public_key(),
        "known": " ".join(_digest(device.endpoint) for device in devices),
    }
    return render_page(request, "people/notices/wishes.html", context=context)


def _digest(endpoint: str) -> str:
    """By which a browser knows itself; the address itself is nobody's business."""
    return hashlib.sha256(endpoint.encode()).hexdigest()


def _topics_form(request: PersonRequest, data: object = None) -> TopicsForm:
    return TopicsForm(data, person=request.user, language=request.LANGUAGE_CODE)


@require_POST
@login_required
def topic_wishes(request: PersonRequest) -> HttpResponse:
    form = _topics_form(request, request.POST)
    if not form.is_valid():
        raise BadInput("Choose one of the three.", field="level")
    notifying_wishes.set_topics(form.levels(), by=request.user)
    messages.success(request, _("Your wishes are saved."))
    return redirect("people:notice-wishes")


@require_POST
@login_required
def add_device(request: PersonRequest) -> HttpResponse:
    """Sent by the page's own script, with what the browser gave it."""
    words = [request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")]
    agent = request.headers.get("User-Agent", "")
    try:
        notifying_pushes.add_device(
            Subscription(*words), user_agent=agent, by=request.user
        )
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("This device shows your notices from now on."))
    return redirect("people:notice-wishes")


@require_POST
@login_required
def remove_device(request: PersonRequest, device_id: int) -> HttpResponse:
    device = notice_wishes.get_device(request.user, device_id)
    notifying_pushes.remove_device(device, by=request.user)
    messages.success(request, _("That device shows no more notices."))
    return redirect("people:notice-wishes")


# ---- stopping mails --------------------------------------------------------------


@never_cache
@csrf_exempt  # mail programs send it, without cookies; the token is the permission
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One click in the mail program (RFC 8058), or a page with one. Looking changes
    nothing, as programs look at the links of mails."""
    own = _by_token(request, token)
    is_back = request.method == "POST" and "again" in request.POST
    if is_back:
        notifying_wishes.resume_mails(own, at=timezone.now())
    elif request.method == "POST":
        notifying_wishes.stop_mails(own)
    own.refresh_from_db()
    context = {"is_off": not own.is_mail_on, "is_back": is_back}
    return render_page(request, "people/notices/stop.html", context=context)


def _by_token(request: HttpRequest, token: str) -> NoticeSettings:
    try:
        return notice_wishes.get_settings_by_token(token)
    except NotFound:
        require_rate(request, "unsubscribe", most=MOST_WRONG, seconds=3600)
        raise
