"""How sources are doing, and adding one."""

from django.urls import path

from medagora.reader.views import adding, health

urlpatterns = [
    path("health/", health.health_list, name="health"),
    path("health/<int:feed_id>/", health.health_feed, name="health-feed"),
    path("sources/add/", adding.add_source, name="source-add"),
    path("sources/add/follow/", adding.follow_found, name="source-add-follow"),
    path("sources/add/<uuid:looking>/", adding.looking, name="source-add-looking"),
    path("sources/add/<uuid:looking>/ready/", adding.ready, name="source-add-ready"),
]
