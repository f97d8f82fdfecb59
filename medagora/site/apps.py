from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "medagora.site"
    label = "site"
