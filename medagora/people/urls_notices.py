"""Addresses of notices and of how people want to hear of them."""

from django.urls import path

from medagora.people.views import notices

urlpatterns = [
    path("", notices.notices, name="notices"),
    path("read/", notices.mark_all, name="notices-read"),
    path("read/undo/", notices.undo, name="notices-undo"),
    path("thread/", notices.thread, name="notice-thread"),
    path("wishes/", notices.wishes, name="notice-wishes"),
    path("wishes/topics/", notices.topic_wishes, name="notice-topics"),
    path("devices/", notices.add_device, name="push-devices"),
    path("devices/<int:device_id>/remove/", notices.remove_device, name="push-remove"),
    path("stop/<str:token>/", notices.stop, name="notices-stop"),
    path("<int:notice_id>/", notices.notice, name="notice"),
]
