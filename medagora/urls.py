"""Every address of the house; pages live under their language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/", include("medagora.api.urls")),
    path("export/", include("medagora.curation.urls_export")),
    path("appraisal/", include("medagora.appraisal.urls_machine")),
    path("", include("medagora.api.urls_infobutton")),
    path("", include("medagora.api.urls_fhir")),
    path("", include("medagora.api.urls_harvest")),
    path("", include("medagora.site.urls_machine")),
    path("", include("medagora.site.urls_sharing")),
    path("", include("medagora.prescriptions.urls_machine")),
    path("", include("medagora.curation.urls_machine")),
    path("", include("medagora.reader.urls_machine")),
    path("", include("medagora.community.urls_machine")),
    *i18n_patterns(
        path("", include("medagora.site.urls")),
        path("topics/", include("medagora.topics.urls")),
        path("collections/", include("medagora.catalogue.urls")),
        path("appraisal/", include("medagora.appraisal.urls")),
        path("judge/", include("medagora.appraisal.urls_judge")),
        path("", include("medagora.curation.urls")),
        path("search/", include("medagora.search.urls")),
        path("prescriptions/", include("medagora.prescriptions.urls")),
        path("", include("medagora.api.urls_pages")),
        path("community/", include("medagora.community.urls")),
        path("reader/", include("medagora.reader.urls")),
        path("account/", include("medagora.people.urls")),
        path("account/", include("allauth.urls")),
    ),
]

handler404 = "medagora.web.errors.not_found"
handler500 = "medagora.web.errors.server_error"
handler403 = "medagora.web.errors.forbidden"
handler400 = "medagora.web.errors.bad_request"
