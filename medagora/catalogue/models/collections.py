"""Collections: ordered, annotated lists of resources."""

from django.conf import settings
from django.db import models

from medagora.catalogue.domain.words import Visibility
from medagora.catalogue.models.resources import Resource
from medagora.web.columns import one_of


class Collection(models.Model):
    """An ordered, annotated list of resources by a named person or organisation.

    .. pii: its owner's name as they chose to show it; erased with the owner unless
       other editors keep it
    """

    uid = models.CharField(max_length=16, unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=12)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    #: The name it is published under: the person's or an organisation's.
    by_name = models.CharField(max_length=160)
    visibility = models.CharField(max_length=10, default=Visibility.PRIVATE)
    forked_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="forks"
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+"
    )
    topics = models.ManyToManyField("topics.Topic", blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("visibility", Visibility),
                name="collection_visibility_exists",
            )
        ]
        indexes = [
            models.Index(fields=["visibility", "-updated_at"], name="collection_newest")
        ]

    def __str__(self) -> str:
        return self.title


class CollectionItem(models.Model):
    """A resource's place in a collection, with a note.

    .. no_pii: notes pass the privacy guard
    """

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="items")
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "resource"], name="collectionitem_once"
            )
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.position}. {self.resource_id}"
