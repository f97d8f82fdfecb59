"""Addresses without a language: the short ones that stand on paper."""

from django.urls import path

from medagora.prescriptions.views import opening

urlpatterns = [
    path("rx/", opening.enter, name="sheet-code"),
    path("rx/<str:code>.pdf", opening.as_pdf, name="sheet-pdf"),
    path("rx/<str:code>.svg", opening.as_qr, name="sheet-qr"),
    path("rx/<str:code>/print", opening.printed, name="sheet-print"),
    path("rx/<str:code>/opened", opening.tell, name="sheet-opened"),
    path("rx/<str:code>", opening.opened, name="sheet"),
    path("rx/<str:code>/", opening.opened),
    path("rx/<path:rest>", opening.astray),
]
