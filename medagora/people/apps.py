from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "medagora.people"
    label = "people"

    def ready(self) -> None:
        from medagora.people import labels, tasks  # noqa: F401, PLC0415 - after the apps load
        from medagora.people.services import own_data  # noqa: PLC0415 - as above
        from medagora.web import unlogged  # noqa: PLC0415 - as above
        from medagora.web.templatetags.medagora import (  # noqa: PLC0415 - as above
            register_labels,
        )

        unlogged.keep_out("/[a-z-]+/account/(link|invitation|notices/stop)/")
        register_labels("role", labels.ROLES)
        register_labels("role_description", labels.ROLE_DESCRIPTIONS)
        register_labels("permission", labels.PERMISSIONS)
        register_labels("nature", labels.NATURES)
        register_labels("reader", labels.READERS)
        register_labels("second_step", labels.SECOND_STEPS)
        own_data.register()
        self._tell_people()
        self._give_hats()

    def _tell_people(self) -> None:
        """Notices: their page in the menu, their worker, their personal data."""
        from medagora.people import labels_notices, tasks_notices  # noqa: F401, PLC0415 - as above
        from medagora.people.queries.notices import count_unread  # noqa: PLC0415 - as above
        from medagora.people.services import own_notices  # noqa: PLC0415 - as above
        from medagora.web import menu  # noqa: PLC0415 - as above
        from medagora.web.templatetags.medagora import (  # noqa: PLC0415 - as above
            register_labels,
        )

        register_labels("notice_choice", labels_notices.CHOSEN_LEVELS)
        own_notices.register()
        menu.add_page(
            _("Notices"),
            "people:notices",
            is_for=lambda person: True,
            waiting=count_unread,
        )

    def _give_hats(self) -> None:
        """Hats: their labels, the desk's tab, their worker, their personal data."""
        from medagora.people import (  # noqa: PLC0415 - as above
            access,
            labels_hats,
            notices_of_hats,
            tasks_hats,
        )
        from medagora.people.services import own_hats  # noqa: PLC0415 - as above
        from medagora.web import menu, news  # noqa: PLC0415 - as above
        from medagora.web.templatetags.medagora import (  # noqa: PLC0415 - as above
            register_labels,
        )

        register_labels("hat_role", labels_hats.ROLES)
        register_labels("hat_evidence", labels_hats.EVIDENCE)
        register_labels("hat_doffed", labels_hats.DOFFED)
        register_labels("hat_request_state", labels_hats.REQUEST_STATES)
        notices_of_hats.register()
        own_hats.register()
        news.listen("hat_number_given", tasks_hats.look_number_up)
        menu.add_page(
            _("Hats"), "people:hats-desk", is_for=access.can_verify_hats, place="desk"
        )
