from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "medagora.site"
    label = "site"

    def ready(self) -> None:
        from medagora.appraisal import services as appraisal  # noqa: PLC0415 - after the apps load
        from medagora.site import judged  # noqa: PLC0415 - as above

        appraisal.lend_resources(judged.find_judged)
        appraisal.lend_addresses(judged.find_judged_by_address)
