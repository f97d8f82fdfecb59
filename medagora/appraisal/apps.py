from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    name = "medagora.appraisal"
    label = "appraisal"

    def ready(self) -> None:
        from medagora.appraisal import labels, labels_findings, tasks  # noqa: PLC0415 - after the apps load
        from medagora.appraisal.services import personal_data  # noqa: PLC0415 - as above
        from medagora.web import news, unlogged  # noqa: PLC0415 - as above

        unlogged.keep_out("/[a-z-]+/judge/.")  # tokens of reports
        labels.register()
        labels_findings.register()
        personal_data.register()
        news.listen("page_asked_for", tasks.read_page_asked_for)
