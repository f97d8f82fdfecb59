from django.template import engines


def test_every_language_has_a_name_also_beside_djangos_own_words() -> None:
    template = engines["django"].from_string("{% load i18n %}{{ code|language_name }}")

    assert template.render({"code": "zh"}) == "Chinese"
