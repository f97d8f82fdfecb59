from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "medagora.search"
    label = "search"

    def ready(self) -> None:
        from medagora.search import tasks  # noqa: PLC0415 - after the apps load
        from medagora.web import news  # noqa: PLC0415 - as above

        news.listen("resource_changed", tasks.index_resource)
        news.listen("topic_changed", tasks.index_topic)
        news.listen("catalogue_changed", tasks.rebuild_index)
