"""Addresses of this room, under a language."""

from django.urls import path

from medagora.prescriptions.views import composing, kept, made, opening, ticking

app_name = "prescriptions"
urlpatterns = [
    path("", composing.compose, name="compose"),
    path("new/", composing.by_code, name="new"),
    path("code/", opening.enter, name="code"),
    path("tick/", ticking.tick, name="tick"),
    path("clear/", ticking.clear, name="clear"),
    path("mine/", made.mine, name="mine"),
    path("made/<str:code>/", made.made, name="made"),
    path("made/<str:code>/mail/", made.mail, name="mail"),
    path("made/<str:code>/template/", made.keep_as_template, name="keep"),
    path("made/<str:code>/withdraw/", made.withdraw, name="withdraw"),
    path("made/<str:code>/line/<int:line_id>/", made.line, name="line"),
    path("templates/", kept.templates, name="templates"),
    path("templates/<str:uid>/", kept.template, name="template"),
    path("templates/<str:uid>/change/", kept.template_change, name="template-change"),
    path("services/", kept.services, name="services"),
    path("services/new/", kept.service_new, name="service-new"),
    path("services/<str:uid>/", kept.service, name="service"),
    path("services/<str:uid>/remove/", kept.service_remove, name="service-remove"),
]
