from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "medagora.catalogue"
    label = "catalogue"
