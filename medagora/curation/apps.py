from django.apps import AppConfig


class CurationConfig(AppConfig):
    name = "medagora.curation"
    label = "curation"
