"""Pages of the reader: each part lists its own addresses."""

from medagora.reader import (
    urls_colleagues,
    urls_entry,
    urls_health,
    urls_reading,
    urls_taking,
    urls_watching,
)

app_name = "reader"
urlpatterns = [
    *urls_reading.urlpatterns,
    *urls_entry.urlpatterns,
    *urls_watching.urlpatterns,
    *urls_colleagues.urlpatterns,
    *urls_taking.urlpatterns,
    *urls_health.urlpatterns,
]
