"""Bringing a picture for a post, blurring it, showing it to those who may read it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from medagora.community import access
from medagora.community.gateways.faces import face_finder
from medagora.community.gateways.pictures import FORMATS, GRID, MOST_BYTES
from medagora.community.queries.covered import get_shown_picture
from medagora.community.services import pictures
from medagora.community.views.writing import attempt
from medagora.web.pages import PageRequest, PersonRequest, render_page, viewer


class PictureForm(forms.Form):
    picture = forms.FileField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy(
            "JPEG, PNG or WebP. Where and when it was taken is removed at once."
        ),
        widget=forms.FileInput(
            attrs={"accept": ",".join(f"image/{form.lower()}" for form in FORMATS)}
        ),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: PersonRequest) -> HttpResponse:
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        # one byte more than is taken, so that a film does not fill the memory
        data = form.cleaned_data["picture"].read(MOST_BYTES + 1)
        brought = attempt(
            form, lambda: pictures.bring(data, by=request.user, at=timezone.now())
        )
        if brought is not None:
            return redirect("community:picture", brought.uid)
    return render_page(request, "community/picture_new.html", context={"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: PersonRequest, uid: str) -> HttpResponse:
    """Faces and other places are blurred here; then its line goes into the post."""
    found = access.get_own_picture(uid, request.user)
    if request.method == "POST":
        if request.POST.get("action") == "faces":
            count = pictures.blur_faces(found, by=request.user)
            messages.info(request, _faces_blurred(count))
        else:
            squares = set(request.POST.getlist("square"))
            ticked = [n for n in range(GRID * GRID) if str(n) in squares]
            pictures.blur_squares(found, ticked, by=request.user)
        return redirect("community:picture", uid)
    context = {
        "picture": found,
        "finds_faces": face_finder() is not None,
        "rows": [range(row * GRID, (row + 1) * GRID) for row in range(GRID)],
    }
    return render_page(request, "community/picture.html", context=context)


def _faces_blurred(count: int) -> str:
    if not count:
        return _("The machine found no face. Look yourself, and tick the places.")
    return ngettext(
        "%(count)d face is blurred. Look whether there are more.",
        "%(count)d faces are blurred. Look whether there are more.",
        count,
    ) % {"count": count}


@require_safe
def picture_file(request: PageRequest, uid: str) -> HttpResponse:
    """The picture, for whoever may read its post, and for its owner."""
    found = get_shown_picture(uid, viewer(request))
    answer = HttpResponse(pictures.bytes_of(found), content_type="image/webp")
    answer["Cache-Control"] = "private, max-age=300"
    answer["Content-Disposition"] = "inline"
    return answer
