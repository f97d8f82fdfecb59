from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    name = "medagora.curation"
    label = "curation"

    def ready(self) -> None:
        from medagora.curation import access, labels, tasks  # noqa: PLC0415 - after the apps load
        from medagora.curation.services import personal_data  # noqa: PLC0415 - as above
        from medagora.web import menu, news, unlogged  # noqa: PLC0415 - as above

        unlogged.keep_out("/[a-z-]+/suggest/.")  # tokens of who suggested
        labels.register()
        personal_data.register()
        news.listen("suggestion_made", tasks.inspect_suggestion)
        news.listen("import_begun", tasks.run_import)
        news.listen("hat_changed", tasks.log_hat_change)
        menu.add_page(_("Desk"), "curation:desk", is_for=access.can_see_desk)
