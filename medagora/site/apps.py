from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "medagora.site"
    label = "site"

    def ready(self) -> None:
        from medagora.appraisal import services as appraisal  # noqa: PLC0415 - after the apps load
        from medagora.site import judged  # noqa: PLC0415 - as above
        from medagora.web import unlogged  # noqa: PLC0415 - as above

        unlogged.keep_out("/desk/feed/")  # keys of curators
        appraisal.lend_resources(judged.find_judged)
        appraisal.lend_addresses(judged.find_judged_by_address)
        self._feed_the_hub()

    def _feed_the_hub(self) -> None:
        """Who subscribed to a feed hears of changes."""
        from medagora.site import tasks_feeds, telling  # noqa: PLC0415 - as above
        from medagora.web import news, tasks_hub  # noqa: F401, PLC0415 - as above; its tasks are known once loaded
        from medagora.web.hub import lending  # noqa: PLC0415 - as above

        lending.lend_feeds(telling.read_feed)
        news.listen("resource_changed", tasks_feeds.resource_feeds_changed)
        news.listen("catalogue_changed", tasks_feeds.all_feeds_changed)
        news.listen("collection_changed", tasks_feeds.collection_feeds_changed)
        news.listen("conversation_changed", tasks_feeds.question_feeds_changed)
