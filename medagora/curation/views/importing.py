"""Importing a file on the web: upload, look, say yes, watch, read the report."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from medagora.catalogue.domain.formats.rows import Format
from medagora.catalogue.domain.formats.tables import read_heading
from medagora.curation.forms_import import ColumnsForm, ImportForm
from medagora.curation.models import ImportBatch
from medagora.curation.queries import imports
from medagora.curation.services import importing
from medagora.curation.services.importing import ImportOptions
from medagora.curation.views.tables import desk_context
from medagora.kernel.refusals import Refusal
from medagora.people import access
from medagora.people.access import Permission
from medagora.web.pages import PageRequest, render_page, viewer
from medagora.web.paging import page_number, paginate
from medagora.web.refusals import sentence

if TYPE_CHECKING:
    from medagora.people.models import Person

#: A look at the beginning of a file must not take long; the import reads it whole.
MOST_ROWS_SEEN = 1000
ROWS_SHOWN = 20
_OPEN = {ImportBatch.State.WAITING, ImportBatch.State.FAILED}


def _person(request: PageRequest) -> "Person":
    return access.require(viewer(request), Permission.IMPORT_RUN)


@login_required
def upload(request: PageRequest) -> HttpResponse:
    person = _person(request)
    form = ImportForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        may_publish=access.can(person, Permission.SITE_OPERATE),
        reader=request.LANGUAGE_CODE,
    )
    if form.is_valid():
        try:
            batch = _receive(form, person)
            return redirect("curation:import-batch", batch.pk)
        except Refusal as refusal:
            form.add_error("file", sentence(refusal))
    context = desk_context(person, "batches") | {
        "form": form,
        "batches": imports.list_batches()[:10],
    }
    status = 422 if form.errors else 200
    return render_page(request, "curation/import_upload.html", None, context, status)


def _receive(form: ImportForm, person: "Person") -> ImportBatch:
    file = form.cleaned_data["file"]
    return importing.receive_upload(
        file, form.options(), file_name=file.name, by=person, at=timezone.now()
    )


@login_required
def batch(request: PageRequest, number: int) -> HttpResponse:
    person = _person(request)
    found = imports.get_batch(number)
    if request.method == "POST":
        return _act(request, found, person)
    if found.state in _OPEN and not found.rows_done:
        return _show_preview(request, found, person)
    context = desk_context(person, "batches") | _told(found)
    return render_page(request, "curation/import_batch.html", None, context)


def _act(request: PageRequest, found: ImportBatch, person: "Person") -> HttpResponse:
    action = request.POST.get("action")
    try:
        if action == "discard":
            importing.discard_import(found, by=person)
            messages.success(request, _("The file was dropped; nothing was changed."))
            return redirect("curation:import")
        if action == "columns":
            _map_columns(request, found, person)
        elif action == "begin":
            importing.begin_import(found, by=person)
    except Refusal as refusal:
        messages.warning(request, sentence(refusal))
    return redirect("curation:import-batch", found.pk)


def _map_columns(request: PageRequest, found: ImportBatch, person: "Person") -> None:
    options = ImportOptions.from_plain(found.options)
    with importing.open_upload(found) as stream:
        heading = read_heading(stream)
    form = ColumnsForm(request.POST, heading=heading, said={})
    if form.is_valid():
        changed = replace(options, columns=form.columns())
        importing.change_options(found, changed, by=person)


def _show_preview(
    request: PageRequest, found: ImportBatch, person: "Person"
) -> HttpResponse:
    """What is in the file, or why it cannot be used."""
    options = ImportOptions.from_plain(found.options)
    context = desk_context(person, "batches") | {"batch": found, "options": options}
    try:
        with importing.open_upload(found) as stream:
            if options.format is Format.CSV:
                heading = read_heading(stream)
                context["columns"] = ColumnsForm(heading=heading, said=options.columns)
            context["preview"] = importing.preview(
                stream, options, limit=ROWS_SHOWN, most_rows=MOST_ROWS_SEEN
            )
    except Refusal as refusal:
        context["fault"] = sentence(refusal)
    return render_page(request, "curation/import_preview.html", None, context)


@require_safe
@login_required
def progress(request: PageRequest, number: int) -> HttpResponse:
    """The part of the page that changes while the worker works."""
    found = imports.get_batch(number)
    context = desk_context(_person(request), "batches") | _told(found)
    response = render_page(request, "curation/import_batch.html", "progress", context)
    if found.state != ImportBatch.State.RUNNING:
        response["HX-Refresh"] = "true"
    return response


def _told(found: ImportBatch) -> dict[str, Any]:
    total = found.rows_total
    return {
        "batch": found,
        "options": ImportOptions.from_plain(found.options),
        "percent": found.rows_done * 100 // total if total else 0,
        "reasons": imports.count_reasons(found),
        "candidates": imports.count_waiting(found),
        "is_running": found.state == ImportBatch.State.RUNNING,
    }


@require_safe
@login_required
def skipped(request: PageRequest, number: int) -> HttpResponse:
    person = _person(request)
    found = imports.get_batch(number)
    rows = imports.list_skipped(found)
    context = desk_context(person, "batches") | {
        "batch": found,
        "page": paginate(rows, page_number(request.GET.get("page")), 100),
    }
    return render_page(request, "curation/import_skipped.html", "rows", context)
