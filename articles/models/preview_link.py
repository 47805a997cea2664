"""A draft shown to somebody without a login: for a week, or until it is taken back."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from articles.models.article import Article
from articles.models.words import LANGUAGES
from articles.querysets import PreviewLinkQuerySet


def _signer() -> Signer:
    return Signer(salt="articles.preview")


class PreviewLink(models.Model):
    """The row holds no secret: the token is its number, signed with the site's key."""

    LASTS = timedelta(days=7)

    article = models.ForeignKey(Article, models.CASCADE, related_name="preview_links", verbose_name=_("article"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="preview_link_language_known"),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.language} {self.pk}"

    @property
    def ends_at(self) -> datetime:
        return self.made_at + self.LASTS

    @property
    def token(self) -> str:
        return _signer().sign(str(self.pk))

    def get_absolute_url(self) -> str:
        """Its address in its own language, whatever language is active."""
        with override(self.language):
            return reverse("articles:preview", args=[self.token])


def opened_by(token: str, now: datetime) -> PreviewLink | None:
    """The link that `token` opens at `now`; None if it is forged, has ended, or was taken back."""
    try:
        number = _signer().unsign(token)
    except BadSignature:
        return None
    return PreviewLink.objects.open_at(now).filter(pk=number).first() if number.isdecimal() else None
