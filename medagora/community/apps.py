from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    name = "medagora.community"
    label = "community"

    def ready(self) -> None:
        self._conversations()
        self._moderation()
        self._routing()

    def _conversations(self) -> None:
        """Asking, answering, and who hears of it."""
        from medagora.community import (  # noqa: PLC0415 - after the apps load
            labels,
            labels_safety,
            notices,
            tasks,
        )
        from medagora.community.services import personal_data  # noqa: PLC0415 - as above
        from medagora.web import news  # noqa: PLC0415 - as above

        labels.register()
        labels_safety.register()
        personal_data.register()
        notices.register()
        news.listen("post_shown", tasks.post_shown)
        news.listen("answer_accepted", tasks.answer_accepted)
        news.listen("good_word_given", tasks.good_word_given)
        news.listen("topic_changed", tasks.refile_topic)

    def _routing(self) -> None:
        """Questions find people who may be able to answer them."""
        from medagora.community import (  # noqa: PLC0415 - as above
            labels_routing,
            notices_routing,
            tasks_routing,
        )
        from medagora.web import menu, news  # noqa: PLC0415 - as above

        labels_routing.register()
        notices_routing.register()
        news.listen("question_asked", tasks_routing.question_asked)
        news.listen("post_shown", tasks_routing.post_shown)
        news.listen("answer_accepted", tasks_routing.answer_accepted)
        news.listen("good_word_given", tasks_routing.good_word_given)
        news.listen("hat_changed", tasks_routing.hat_changed)
        news.listen("profile_changed", tasks_routing.profile_changed)
        menu.add_page(
            _("Questions for you"), "community:helping", is_for=lambda person: True
        )

    def _moderation(self) -> None:
        """Reports, decisions, appeals, and the figures about them."""
        from medagora.community import (  # noqa: PLC0415 - as above
            labels_moderation,
            notices_moderation,
            tasks_moderation,  # noqa: F401 - registers its repeated work
        )
        from medagora.community.queries import matters, moderators  # noqa: PLC0415 - as above
        from medagora.web import menu  # noqa: PLC0415 - as above

        labels_moderation.register()
        notices_moderation.register()
        menu.add_page(
            _("Moderation"),
            "community:moderation",
            is_for=moderators.can_moderate,
            waiting=matters.count_waiting,
        )
