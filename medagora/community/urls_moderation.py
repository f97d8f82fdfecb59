"""Addresses of moderation; ``urls`` takes them in."""

from django.urls import path

from medagora.community.views import (
    appeals,
    moderating,
    ordering,
    reporting,
    transparency,
    worrying,
)

urlpatterns = [
    path("p/<slug:uid>/report/", reporting.report, name="report"),
    path("p/<slug:uid>/worry/", worrying.worry, name="worry"),
    path("q/<slug:uid>/order/", ordering.order, name="order"),
    path("reports/", reporting.my_reports, name="my-reports"),
    path("decided/", appeals.decided, name="decided"),
    path("decided/<slug:uid>/", appeals.decision, name="decision"),
    path("transparency/", transparency.figures, name="transparency"),
    path("moderation/", moderating.queue, name="moderation"),
    path("moderation/hand-over/", moderating.hand_over, name="hand-over"),
    path("moderation/rota/", moderating.rota, name="rota"),
    path("moderation/second/<slug:uid>/", moderating.second, name="second"),
    path("moderation/<slug:uid>/", moderating.matter, name="matter"),
    path("moderation/<slug:uid>/write/", moderating.write, name="matter-write"),
]
