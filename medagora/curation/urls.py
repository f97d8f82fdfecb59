"""Addresses of this room."""

from django.urls import path

from medagora.curation.views import (
    bulk,
    bundles,
    desk,
    importing,
    log,
    policy,
    report,
    review,
    suggest,
    upkeep,
)

app_name = "curation"
urlpatterns = [
    path("suggest/", suggest.suggest, name="suggest"),
    path("suggest/<str:token>/", suggest.suggestion, name="suggestion"),
    path(
        "suggest/<str:token>/ready/", suggest.suggestion_ready, name="suggestion-ready"
    ),
    path("resource/<slug:uid>/report/", report.report, name="report"),
    path("how-we-choose/", policy.how_we_choose, name="how-we-choose"),
    path("log/", log.log, name="log"),
    path("log/<int:number>/", log.log_entry, name="log-entry"),
    path("desk/", desk.desk, name="desk"),
    path("desk/next/", desk.desk_next, name="desk-next"),
    path(
        "desk/suggestion/<int:suggestion_id>/",
        review.suggestion,
        name="desk-suggestion",
    ),
    path("desk/import/", importing.upload, name="import"),
    path("desk/import/<int:number>/", importing.batch, name="import-batch"),
    path(
        "desk/import/<int:number>/progress/",
        importing.progress,
        name="import-progress",
    ),
    path("desk/import/<int:number>/skipped/", importing.skipped, name="import-skipped"),
    path("desk/imports/", desk.batches, name="desk-batches"),
    path("desk/imports/<int:batch_id>/", bulk.batch, name="desk-batch"),
    path("desk/due/", upkeep.due, name="desk-due"),
    path("desk/broken/", upkeep.broken, name="desk-broken"),
    path("desk/reports/", desk.reports, name="desk-reports"),
    path(
        "desk/reports/<int:report_id>/handle/",
        desk.handle_report,
        name="desk-report-handle",
    ),
    path("desk/set-aside/", upkeep.set_aside, name="desk-set-aside"),
    path("desk/bundles/", bundles.bundles, name="bundles"),
    path("desk/bundles/<slug:slug>/", bundles.bundle, name="bundle"),
    path("desk/statistics/", desk.work_done, name="desk-statistics"),
    path("desk/resource/<slug:uid>/", upkeep.resource, name="resource"),
]
