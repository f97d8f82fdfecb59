"""My page, lists of entries and sources."""

from django.urls import path

from medagora.reader.views import choosing, marks, my_page, sources, streams

urlpatterns = [
    path("", my_page.my_page, name="my-page"),
    path("arrange/", my_page.arrange, name="arrange"),
    path("move-in/", my_page.move_in, name="move-in"),
    path("paper-notices/", my_page.see_notices, name="paper-notices"),
    path("choose/", choosing.choose, name="choose"),
    path("choose/topic/<slug:slug>/", choosing.follow_topic, name="follow-topic"),
    path("list/", streams.entry_list, name="list"),
    path("saved/", streams.saved, name="saved"),
    path("history/", streams.history, name="history"),
    path("mark/", marks.mark, name="mark"),
    path("sweep/", marks.sweep, name="sweep"),
    path("undo/", marks.undo, name="undo"),
    path("place/", marks.place, name="place"),
    path("sources/", sources.source_list, name="sources"),
    path("sources/change/", sources.change, name="sources-change"),
    path("sources/<int:feed_id>/", sources.source_edit, name="source-edit"),
    path("source/<int:feed_id>/", sources.source_detail, name="source"),
    path("source/<int:feed_id>/follow/", sources.follow, name="follow"),
    path("alike/<int:entry_id>/", sources.alike, name="alike"),
]
