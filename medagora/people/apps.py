from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "medagora.people"
    label = "people"

    def ready(self) -> None:
        from medagora.people import labels, tasks  # noqa: F401, PLC0415 - after the apps load
        from medagora.people.services import own_data  # noqa: PLC0415 - as above
        from medagora.web.templatetags.medagora import (  # noqa: PLC0415 - as above
            register_labels,
        )

        register_labels("role", labels.ROLES)
        register_labels("role_description", labels.ROLE_DESCRIPTIONS)
        register_labels("permission", labels.PERMISSIONS)
        register_labels("nature", labels.NATURES)
        register_labels("reader", labels.READERS)
        register_labels("second_step", labels.SECOND_STEPS)
        own_data.register()
