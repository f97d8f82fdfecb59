from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "medagora.web"
    label = "web"
