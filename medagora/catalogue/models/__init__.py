"""Resources, what is known about them, and collections of them."""

from medagora.catalogue.models.bundles import BundleItem
from medagora.catalogue.models.collections import (
    Collection,
    CollectionItem,
)
from medagora.catalogue.models.parts import (
    Feed,
    LinkCheck,
    Listing,
    ResourceLanguage,
    ResourceTopic,
    SocialAccount,
)
from medagora.catalogue.models.resources import (
    Address,
    Resource,
    ResourceQuerySet,
    ResourceText,
    Source,
)

__all__ = [
    "Address",
    "BundleItem",
    "Collection",
    "CollectionItem",
    "Feed",
    "LinkCheck",
    "Listing",
    "Resource",
    "ResourceLanguage",
    "ResourceQuerySet",
    "ResourceText",
    "ResourceTopic",
    "SocialAccount",
    "Source",
]
