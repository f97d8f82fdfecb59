from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "medagora.search"
    label = "search"

    def ready(self) -> None:
        from medagora.search import labels, tasks  # noqa: PLC0415 - after the apps load
        from medagora.web import news  # noqa: PLC0415 - as above

        labels.register()
        news.listen("resource_changed", tasks.index_resource)
        news.listen("topic_changed", tasks.index_topic)
        news.listen("appraisals_changed", tasks.index_resource)
        news.listen("collection_changed", tasks.index_collection)
        news.listen("works_changed", tasks.index_works)
        news.listen("conversation_changed", tasks.index_question)
        news.listen("answer_accepted", tasks.index_question_of_post)
        news.listen("catalogue_changed", tasks.rebuild_index)
        self._show_unmet()
        self._lend()

    def _show_unmet(self) -> None:
        """For curators: what people looked for and did not find."""
        from medagora.search import (  # noqa: PLC0415 - as above
            access,
            tasks_unmet,  # noqa: F401 - its task is known once it is loaded
        )
        from medagora.web import menu  # noqa: PLC0415 - as above

        menu.add_page(
            _("Looked for"), "search:unmet", is_for=access.can_see_unmet, place="desk"
        )

    def _lend(self) -> None:
        """To conversations: what is alike, and papers that the reader has."""
        from medagora.community import services as community  # noqa: PLC0415 - as above
        from medagora.search.queries import alike  # noqa: PLC0415 - as above

        community.lend_alike(alike.find_alike)
        community.lend_papers(alike.find_papers)
