from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrescriptionsConfig(AppConfig):
    name = "medagora.prescriptions"
    label = "prescriptions"

    def ready(self) -> None:
        from medagora.prescriptions import labels, notices, tasks  # noqa: PLC0415 - after the apps load
        from medagora.prescriptions.services import personal_data  # noqa: PLC0415 - as above
        from medagora.web import menu, news, unlogged  # noqa: PLC0415 - as above

        labels.register()
        notices.register()
        personal_data.register()
        unlogged.keep_out("/rx/", "/[a-z-]+/prescriptions/")  # codes of sheets
        news.listen("resource_changed", tasks.resource_changed)
        news.listen("collection_changed", tasks.collection_changed)
        news.listen("catalogue_changed", tasks.catalogue_changed)
        menu.add_page(
            _("Sheets that you handed over"),
            "prescriptions:mine",
            is_for=lambda person: True,
        )
