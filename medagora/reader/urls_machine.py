"""Addresses of the reader for programs: no language prefix."""

from medagora.reader import (
    urls_machine_entry,
    urls_machine_health,
    urls_machine_taking,
    urls_machine_watching,
)

urlpatterns = [
    *urls_machine_entry.urlpatterns,
    *urls_machine_watching.urlpatterns,
    *urls_machine_taking.urlpatterns,
    *urls_machine_health.urlpatterns,
]
