"""What colleagues look at."""

from django.urls import path

from medagora.reader.views import colleagues

urlpatterns = [path("colleagues/", colleagues.colleagues, name="colleagues")]
