"""What all content has in common: it is published or not, and readers learn at once when it changes."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Who sees a piece of content: staff only, everybody, or only those who already use it."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


class Publishable(models.Model):
    """Base of what is drafted, published and archived."""

    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT)

    class Meta:
        abstract = True

    @property
    def is_published(self):
        """Whether everybody sees it."""
        return self.status == Status.PUBLISHED

    @property
    def is_archived(self):
        """Whether only those who already use it see it."""
        return self.status == Status.ARCHIVED


class Edition(models.Model):
    """The stamp of the content as it stands, in one row.

    Each process keeps the catalogue it has read together with this stamp, and reads again when the stamp differs
    (`stretches.catalogue`). The stamp is random, so a rolled back change can never be taken for a later one.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    stamp = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="edition_is_one_row")]

    def __str__(self):
        return str(self.stamp)

    @classmethod
    def current(cls):
        """The present stamp, or None before any content was saved."""
        return cls.objects.values_list("stamp", flat=True).first()

    @classmethod
    def renew(cls):
        """Tell every process that content changed."""
        stamp = {"stamp": uuid.uuid4()}
        if not cls.objects.filter(id=1).update(**stamp):
            cls.objects.update_or_create(id=1, defaults=stamp)


class Content(models.Model):
    """Base of everything an editor edits: saving or deleting it renews the edition."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        Edition.renew()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        Edition.renew()
        return deleted


class ShippedField(models.Model):
    """The checksum of one field as it was shipped, so that a release never overwrites an editor's change.

    `object_key` names the piece of content ("exercise/cat-cow/usual"), `field` the field, `language` the
    translation ("" for facts without words).
    """

    object_key = models.CharField(max_length=120)
    field = models.CharField(max_length=60)
    language = models.CharField(max_length=15, blank=True)
    checksum = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["object_key", "field", "language"], name="shipped_field_once"),
        ]

    def __str__(self):
        return f"{self.object_key}.{self.field} {self.language}".strip()
