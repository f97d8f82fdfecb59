from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "medagora.api"
    label = "api"
