"""Addresses of this room."""

from django.urls import include, path

from medagora.community.views import (
    asking,
    changing,
    conversations,
    feeds,
    own,
    pictures,
    writing,
)

app_name = "community"
urlpatterns = [
    path("", conversations.question_list, name="questions"),
    path("ask/", asking.choose, name="ask-choose"),
    path("ask/<slug:kind>/", asking.ask, name="ask"),
    path("alike/", asking.alike_so_far, name="alike"),
    path("preview/", writing.preview, name="preview"),
    path("drafts/", writing.keep_draft, name="keep-draft"),
    path("feed.atom", feeds.question_feed, {"form": "atom"}, name="question-feed"),
    path("feed.json", feeds.question_feed, {"form": "json"}, name="question-feed"),
    path("q/<slug:uid>/", conversations.question, name="question"),
    path("q/<slug:uid>/bookmark/", own.bookmark, name="bookmark"),
    path("q/<slug:uid>/follow/", own.follow, name="follow"),
    path("p/<slug:uid>/", conversations.post, name="post"),
    path("p/<slug:uid>/comment/", conversations.comment, name="comment"),
    path("p/<slug:uid>/edit/", changing.edit, name="edit"),
    path("p/<slug:uid>/withdraw/", changing.withdraw, name="withdraw"),
    path("p/<slug:uid>/good-word/", own.good_word, name="good-word"),
    path("p/<slug:uid>/helped/", changing.accept, name="accept"),
    path("p/<slug:uid>/versions/", changing.versions, name="versions"),
    path("pictures/new/", pictures.bring, name="picture-new"),
    path("pictures/<slug:uid>/", pictures.picture, name="picture"),
    path("mine/", own.mine, name="mine"),
    path("unheard/", own.unheard, name="unheard"),
    path("people/<str:alias>/", own.profile, name="profile"),
    path("people/<str:alias>/hear/", own.tie, name="tie"),
    path("hats/<str:uid>/", own.professional, name="professional"),
    path("", include("medagora.community.urls_conduct")),
    path("", include("medagora.community.urls_moderation")),
    path("", include("medagora.community.urls_routing")),
]
