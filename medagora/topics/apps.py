from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "medagora.topics"
    label = "topics"
