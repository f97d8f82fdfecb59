"""Addresses of what people carry elsewhere: references, shares, a widget's HTML."""

from django.urls import path

from medagora.site.views import citing, own_site, sharing

urlpatterns = [
    path(
        "resource/<slug:uid>/cite.<str:form>",
        citing.resource_citation,
        name="resource-citation",
    ),
    path(
        "collections/<slug:uid>/cite.<str:form>",
        citing.collection_citation,
        name="collection-citation",
    ),
    path(
        "topics/<slug:slug>/cite.<str:form>",
        citing.topic_citation,
        name="topic-citation",
    ),
    path("search/cite.<str:form>", citing.search_citation, name="search-citation"),
    path("embed/", own_site.own_site, name="own-site"),
    path("share/mastodon/", sharing.mastodon, name="share-mastodon"),
]
