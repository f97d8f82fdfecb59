"""Addresses of this room that people read; a resource is known by its public id."""

from django.urls import path

from medagora.appraisal.views import instruments, judging, ratings

app_name = "appraisal"
urlpatterns = [
    path("", instruments.instrument_list, name="instruments"),
    path("instruments/<slug:key>/", instruments.instrument_detail, name="instrument"),
    path("mine/", judging.my_appraisals, name="mine"),
    path("<slug:uid>/", ratings.resource_ratings, name="resource"),
    path("<slug:uid>/judge/", judging.choose, name="choose"),
    path("<slug:uid>/judge/<slug:key>/", judging.judge, name="judge"),
    path("<slug:uid>/withdraw/<slug:key>/", judging.withdraw, name="withdraw"),
    path("<slug:uid>/hide/<slug:appraisal_uid>/", judging.hide, name="hide"),
    path("<slug:uid>/discard/<slug:key>/", judging.discard, name="discard"),
]
