"""Whether the address of a source still answers, as last asked."""

from django.db import models
from django.db.models import Q

from articles.models.words import Fault
from articles.querysets import LinkCheckQuerySet


class LinkCheck(models.Model):
    """The last answer from `address`: a status, or else a fault; and since when it is broken, if it is."""

    address = models.URLField(max_length=500, unique=True)
    checked_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    fault = models.CharField(max_length=11, choices=Fault, blank=True)
    broken_since = models.DateTimeField(null=True, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["address"]
        constraints = [
            models.CheckConstraint(condition=Q(fault__in=["", *Fault.values]), name="link_check_fault_known"),
            models.CheckConstraint(
                condition=Q(status__isnull=True) & ~Q(fault="") | Q(status__isnull=False, fault=""),
                name="link_check_status_or_fault",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def why(self) -> str:
        """What is wrong, in a word: "404", "nobody answers"."""
        return str(self.get_fault_display() or self.status)
