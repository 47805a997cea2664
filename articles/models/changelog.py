"""What changed, for whoever keeps pages ready."""

from django.db import models
from django.utils import timezone

from articles.querysets import ChangeQuerySet


class Change(models.Model):
    """A key whose pages are out of date, written in the transaction that made them so.

    The keys are those of articles/surrogate_keys.py.
    """

    key = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key
