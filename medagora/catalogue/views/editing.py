"""Making collections: words, order, notes, editors, copies, the end of one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from medagora.catalogue import access, queries, services
from medagora.catalogue.domain.collections import Step
from medagora.catalogue.forms import CollectionForm, EditorForm, NoteForm
from medagora.catalogue.models import Collection
from medagora.kernel.refusals import BadInput, Conflict, NotFound
from medagora.people.access import Permission, require
from medagora.topics import queries as topics
from medagora.web.pages import PersonRequest, render_page
from medagora.web.paging import page_number, paginate
from medagora.web.refusals import sentence

_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_required
def my_collections(request: PersonRequest) -> HttpResponse:
    page = paginate(
        queries.collections_of(request.user), page_number(request.GET.get("page"))
    )
    return render_page(request, "catalogue/my_collections.html", context={"page": page})


@login_required
@_get_or_post
def collection_new(request: PersonRequest) -> HttpResponse:
    """Makes a collection; ``?resource=`` puts that resource into it at once."""
    require(request.user, Permission.COLLECTION_MAKE)
    resource_uid = request.GET.get("resource", "")
    initial = {"by_name": request.user.name, "language": request.LANGUAGE_CODE}
    form = CollectionForm(request.POST or None, initial=initial)

    def create() -> Collection:
        collection = services.create_collection(form.draft(), by=request.user)
        if resource_uid:
            resource = access.get_resource_to_read(resource_uid, viewer=request.user)
            services.add_item(collection, resource, by=request.user)
        return collection

    if request.method == "POST" and form.is_valid():
        made = _attempt(form, create)
        if made:
            messages.success(request, _("Your collection is made."))
            return redirect("catalogue:collection-edit", made.uid)
    return render_page(request, "catalogue/collection_new.html", context={"form": form})


@login_required
@_get_or_post
def collection_edit(request: PersonRequest, uid: str) -> HttpResponse:
    """The words of a collection above, its resources with their tools below."""
    collection = access.get_collection_to_edit(uid, by=request.user)
    form = CollectionForm(request.POST or None, initial=_words_of(collection))

    def change() -> Collection:
        return services.change_collection(collection, form.draft(), by=request.user)

    if request.method == "POST" and form.is_valid() and _attempt(form, change):
        messages.success(request, _("Your changes are saved."))
        return redirect("catalogue:collection-edit", uid)
    return _edit_page(request, collection, form=form)


def _edit_page(
    request: PersonRequest, collection: Collection, **forms_: forms.Form
) -> HttpResponse:
    can_own = access.can_own_collection(collection, request.user)
    context = {
        "collection": collection,
        "form": CollectionForm(initial=_words_of(collection)),
        "items": queries.list_items(collection, request.LANGUAGE_CODE),
        "can_own": can_own,
        "editors": collection.editors.all(),
        "editor_form": EditorForm(),
        **forms_,
    }
    return render_page(request, "catalogue/collection_edit.html", context=context)


def _words_of(collection: Collection) -> dict[str, Any]:
    """What the form shows at first."""
    ids = [topic.pk for topic in collection.topics.all()]
    lines = topics.list_lines_of(ids, get_language() or "en")
    return {
        "title": collection.title,
        "description": collection.description,
        "by_name": collection.by_name,
        "language": collection.language,
        "topics": ", ".join(line.name for line in lines),
        "visibility": collection.visibility,
    }


def _attempt(form: forms.Form, write: Callable[[], Any]) -> Any:
    """What the write gives, or None with its refusal beside the field to mend."""
    try:
        return write() or True
    except (BadInput, Conflict) as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, sentence(refusal))
        return None


@login_required
@_get_or_post
def collection_add(request: PersonRequest, uid: str) -> HttpResponse:
    """Puts a resource into one of the person's collections: asks into which."""
    resource = access.get_resource_to_read(uid, viewer=request.user)
    if request.method == "POST":
        collection = access.get_collection_to_edit(
            request.POST.get("collection", ""), by=request.user
        )
        services.add_item(collection, resource, by=request.user)
        messages.success(
            request, _("Added to “%(title)s”.") % {"title": collection.title}
        )
        return redirect("catalogue:collection-edit", collection.uid)
    page = paginate(
        queries.collections_of(request.user), page_number(request.GET.get("page"))
    )
    context = {
        "resource": resource,
        "card": queries.card_of(resource, request.LANGUAGE_CODE),
        "page": page,
        "holding": queries.ids_holding(resource.pk, page.rows),
    }
    return render_page(request, "catalogue/collection_add.html", context=context)


@login_required
@_get_or_post
def item_note(request: PersonRequest, uid: str, item_id: int) -> HttpResponse:
    collection = access.get_collection_to_edit(uid, by=request.user)
    items = queries.list_items(collection, request.LANGUAGE_CODE)
    item = next((item for item in items if item.id == item_id), None)
    if item is None:
        raise NotFound(_("The collection has no such resource."))
    form = NoteForm(request.POST or None, initial={"note": item.note})
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        services.set_note(collection, item_id, note, by=request.user)
        messages.success(request, _("Your note is saved."))
        return redirect("catalogue:collection-edit", uid)
    context = {"collection": collection, "item": item, "form": form}
    return render_page(request, "catalogue/item_note.html", context=context)


@login_required
@require_POST
def item_move(request: PersonRequest, uid: str, item_id: int) -> HttpResponse:
    collection = access.get_collection_to_edit(uid, by=request.user)
    try:
        step = Step(request.POST.get("step", ""))
    except ValueError:
        raise BadInput(_("A resource moves up or down.")) from None
    services.move_item(collection, item_id, step, by=request.user)
    return _to_items(uid, item_id)


@login_required
@require_POST
def item_remove(request: PersonRequest, uid: str, item_id: int) -> HttpResponse:
    collection = access.get_collection_to_edit(uid, by=request.user)
    services.remove_item(collection, item_id, by=request.user)
    messages.success(request, _("Taken out of the collection."))
    return _to_items(uid)


def _to_items(uid: str, item_id: int | None = None) -> HttpResponse:
    """Back to where the person was: beside the resource that moved."""
    anchor = f"item-{item_id}" if item_id else "items"
    response = redirect("catalogue:collection-edit", uid)
    response["Location"] += f"#{anchor}"
    return response


@login_required
@require_POST
def editor_add(request: PersonRequest, uid: str) -> HttpResponse:
    collection = access.get_collection_to_own(uid, by=request.user)
    form = EditorForm(request.POST)

    def add() -> None:
        email = form.cleaned_data["email"]
        services.add_editor(collection, email, by=request.user)

    if form.is_valid() and _attempt(form, add):
        messages.success(request, _("They can edit the collection now."))
        return redirect("catalogue:collection-edit", uid)
    return _edit_page(request, collection, editor_form=form)


@login_required
@require_POST
def editor_remove(request: PersonRequest, uid: str, person_id: int) -> HttpResponse:
    """By the owner; or by the editor, who thereby leaves."""
    collection = access.get_collection_to_edit(uid, by=request.user)
    services.remove_editor(collection, person_id, by=request.user)
    messages.success(request, _("They can no longer edit the collection."))
    if person_id == request.user.pk:
        return redirect("catalogue:my-collections")
    return redirect("catalogue:collection-edit", uid)


@login_required
@require_POST
def collection_fork(request: PersonRequest, uid: str) -> HttpResponse:
    collection = access.get_collection_to_read(uid, viewer=request.user)
    fork = services.fork_collection(collection, by=request.user)
    messages.success(request, _("You have a private copy of your own now."))
    return redirect("catalogue:collection-edit", fork.uid)


@login_required
@_get_or_post
def collection_delete(request: PersonRequest, uid: str) -> HttpResponse:
    collection = access.get_collection_to_own(uid, by=request.user)
    if request.method == "POST":
        services.delete_collection(collection, by=request.user)
        messages.success(request, _("The collection is deleted."))
        return redirect("catalogue:my-collections")
    context = {"collection": collection}
    return render_page(request, "catalogue/collection_delete.html", context=context)
