from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "medagora.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from medagora.catalogue import labels  # noqa: PLC0415 - after the apps load
        from medagora.catalogue.services import personal_data  # noqa: PLC0415 - as above
        from medagora.web.templatetags.medagora import (  # noqa: PLC0415 - as above
            register_labels,
        )

        personal_data.register()
        register_labels("kind", labels.KINDS)
        register_labels("kind_group", labels.KIND_GROUPS)
        register_labels("audience", labels.AUDIENCES)
        register_labels("cost", labels.COSTS)
        register_labels("state", labels.STATES)
        register_labels("link_state", labels.LINK_STATES)
        register_labels("visibility", labels.VISIBILITIES)
