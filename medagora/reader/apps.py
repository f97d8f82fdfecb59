from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReaderConfig(AppConfig):
    name = "medagora.reader"
    label = "reader"

    def ready(self) -> None:
        from medagora.reader import labels, tasks, tasks_entry  # noqa: PLC0415 - after the apps load
        from medagora.web import news  # noqa: PLC0415 - as above

        labels.register_for_lists()
        news.listen("resource_changed", tasks.sync_resource)
        news.listen("catalogue_changed", tasks.sync_all)
        news.listen("whole_page_wanted", tasks_entry.read_whole_page)
        self._keep_sources()
        self._watch()
        self._know_papers()

    def _keep_sources(self) -> None:
        """For those who look after sources, and for those who take them along."""
        from medagora.people import services as people  # noqa: PLC0415 - as above
        from medagora.reader import access, tasks, tasks_health  # noqa: PLC0415 - as above
        from medagora.reader.services import keys, personal_data  # noqa: PLC0415 - as above
        from medagora.web import menu, news, unlogged  # noqa: PLC0415 - as above

        unlogged.keep_out("/reader/(unsubscribe|feed|hub|image)/")
        personal_data.register()
        people.register_way_in("reader", keys.end_keys)
        news.listen("feed_moved", tasks_health.feed_moved)
        news.listen("feed_ended", tasks_health.feed_ended)
        news.listen("feed_wanted", tasks.refresh_feed)
        menu.add_page(
            _("Sources"), "reader:health", is_for=access.can_see_health, place="desk"
        )

    def _watch(self) -> None:
        """For those who set alerts and get mails."""
        from medagora.reader import labels_watching, tasks_watching  # noqa: PLC0415 - as above
        from medagora.web import news  # noqa: PLC0415 - as above

        labels_watching.register()
        news.listen("entries_arrived", tasks_watching.entries_arrived)

    def _know_papers(self) -> None:
        """One paper once, what is said about it later, and what comes along."""
        from medagora.appraisal import services as appraisal  # noqa: PLC0415 - as above
        from medagora.reader import tasks_papers, tasks_taking  # noqa: F401, PLC0415 - as above
        from medagora.reader.queries.retracted import find_retracted, has_list  # noqa: PLC0415 - as above
        from medagora.web import news  # noqa: PLC0415 - as above

        appraisal.lend_retractions(find_retracted, has_list)

        news.listen("entries_arrived", tasks_papers.entries_arrived)
        news.listen("titles_met", tasks_papers.titles_met)
