"""OAI-PMH, OPML and what else machines harvest."""

from django.urls import path

from medagora.api.views import oai

urlpatterns = [
    path("oai", oai.oai, name="oai"),
    path("oai/medagora.xsd", oai.schema, name="oai-schema"),
]
