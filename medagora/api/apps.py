from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "medagora.api"
    label = "api"

    def ready(self) -> None:
        from medagora.api import tasks  # noqa: F401, PLC0415 - after the apps load
        from medagora.api.services import personal_data  # noqa: PLC0415 - as above
        from medagora.web import unlogged  # noqa: PLC0415 - as above

        personal_data.register()
        # what a record asks about somebody, and the code of somebody's sheet
        unlogged.keep_out("/infobutton", "/fhir", "/cds-services")
        unlogged.keep_out("/api/v1/prescriptions/")
