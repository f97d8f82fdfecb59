from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "medagora.topics"
    label = "topics"

    def ready(self) -> None:
        from medagora.people.services import lend_topic_names  # noqa: PLC0415 - after the apps load
        from medagora.topics import labels, lending  # noqa: PLC0415 - as above
        from medagora.web.templatetags.medagora import (  # noqa: PLC0415 - as above
            register_labels,
        )

        lend_topic_names(lending.names_by_slug)
        register_labels("topic_kind", labels.KINDS)
        register_labels("body_system", labels.BODY_SYSTEMS)
        register_labels("code_system", labels.CODE_SYSTEMS)
        register_labels("register", labels.REGISTERS)
