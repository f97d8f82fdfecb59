from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "medagora.people"
    label = "people"
