from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "medagora.api"
    label = "api"

    def ready(self) -> None:
        from medagora.api import tasks  # noqa: F401, PLC0415 - after the apps load
        from medagora.api.services import keys, personal_data  # noqa: PLC0415 - as above
        from medagora.people import services as people  # noqa: PLC0415 - as above
        from medagora.web import doors, unlogged  # noqa: PLC0415 - as above

        personal_data.register()
        people.register_way_in("api", keys.end_keys)
        views, by_address = "medagora.api.views", "medagora.web.doors.by_address"
        for first, module, answer in (
            ("infobutton", "infobutton", f"{views}.infobutton.answer_program"),
            ("fhir", "fhir", by_address),
            ("cds-services", "cds", by_address),
            ("oai", "oai", by_address),
            ("api", "unreadable", ""),  # some of its addresses are pages
        ):
            refuse = f"{views}.{module}.refuse_unreadable"
            doors.open_door(first, refuse=refuse, answer=answer)
        # what a record asks about somebody, and the code of somebody's sheet
        unlogged.keep_out("/infobutton", "/fhir", "/cds-services")
        unlogged.keep_out("/api/v1/(prescriptions|appraise|suggestions)/.")
