from django.apps import AppConfig


class ReaderConfig(AppConfig):
    name = "medagora.reader"
    label = "reader"

    def ready(self) -> None:
        from medagora.reader import tasks  # noqa: PLC0415 - after the apps load
        from medagora.web import news  # noqa: PLC0415 - as above

        news.listen("resource_changed", tasks.sync_resource)
        news.listen("catalogue_changed", tasks.sync_all)
