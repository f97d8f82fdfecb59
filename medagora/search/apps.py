from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "medagora.search"
    label = "search"
