from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "medagora.api"
    label = "api"

    def ready(self) -> None:
        from medagora.api import tasks  # noqa: F401, PLC0415 - after the apps load
        from medagora.api.services import personal_data  # noqa: PLC0415 - as above

        personal_data.register()
