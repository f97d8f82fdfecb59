"""FHIR and CDS Hooks for record systems."""

from django.urls import path

from medagora.api.views import cds, fhir

urlpatterns = [
    path("fhir/metadata", fhir.metadata),
    path("fhir/DocumentReference", fhir.search_documents),
    path("fhir/DocumentReference/_search", fhir.search_documents_by_post),
    path("fhir/DocumentReference/<str:uid>", fhir.read_document),
    path("fhir/SearchParameter/<str:name>", fhir.search_parameter),
    path("fhir/CodeSystem/<str:name>", fhir.code_system),
    path("fhir", fhir.nothing_else),
    path("fhir/<path:rest>", fhir.nothing_else),
    path("fhir/", fhir.nothing_else),
    path("cds-services", cds.services),
    path("cds-services/<str:service>", cds.patient_view),
    path("cds-services/<str:service>/feedback", cds.feedback),
]
