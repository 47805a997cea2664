from django.db import models
from django.utils import timezone


class NoticeText(models.Model):
    """The words of a privacy notice as somebody was shown them, kept once for each version and language."""

    version = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    text = models.TextField()
    first_shown_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="callbacks_noticetext_once")]

    def __str__(self) -> str:
        return f"{self.version} {self.language}"
