"""Bundles: what a page of news begins with, by topic and language."""

from django.db import models

from medagora.catalogue.models.resources import Resource


class BundleItem(models.Model):
    """A resource's place in the bundle that curators chose for a topic and language:
    its feeds are what whoever follows the topic is given to read.

    .. no_pii:
    """

    topic = models.ForeignKey(
        "topics.Topic", models.CASCADE, db_index=False, related_name="+"
    )
    language = models.CharField(max_length=12)
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "language", "resource"], name="bundleitem_once"
            )
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.position}. {self.resource_id} for {self.topic_id}"
