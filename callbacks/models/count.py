from django.db import models


class Count(models.Model):
    """How often something came from somewhere within one span of time. `key` is a keyed hash: no address, no number."""

    key = models.CharField(max_length=64)
    span = models.CharField(max_length=20)  # such as "hour:494873"
    number = models.PositiveIntegerField(default=0)
    before = models.PositiveIntegerField(default=0)  # the number of the span before, when this one began
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "span"], name="callbacks_count_once_a_span")]

    def __str__(self) -> str:
        return f"{self.span} {self.number}"
