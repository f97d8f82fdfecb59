"""Pictures of entries in templates."""

from django import template

from medagora.reader.services import images

register = template.Library()


@register.filter
def picture(address: str) -> str:
    """The address of ours under which a picture of an entry is shown: no template
    names the picture's own."""
    return images.picture_path(address)
