from django.apps import AppConfig


class ReaderConfig(AppConfig):
    name = "medagora.reader"
    label = "reader"
