"""What stands in the lists of an article: its causes, and what may prevent it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article, one_of
from articles.models.parts import Citing
from articles.models.words import Advice, Evidence, Icon, plain_word


class Entry(Citing):
    """A thing with a name, an explanation and the strength of the evidence for it."""

    key = models.SlugField(_("key"), validators=[plain_word], max_length=100)
    name = models.CharField(_("name"), max_length=200, blank=True)
    explanation = models.TextField(_("explanation"), blank=True)
    evidence = models.CharField(_("evidence"), max_length=20, choices=Evidence, blank=True)

    class Meta(Citing.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.key


class Cause(Entry):
    tracked = ("group", "name", "explanation")
    article = models.ForeignKey(Article, models.CASCADE, related_name="causes")
    group = models.CharField(_("group"), max_length=200, blank=True)
    icon = models.CharField(_("drawing"), max_length=20, choices=Icon, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("cause")
        verbose_name_plural = _("causes")
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="cause_key_unique_in_article"),
            one_of("evidence", Evidence, "cause_evidence_known", ""),
            one_of("icon", Icon, "cause_icon_known", ""),
        ]


class PreventionEntry(Entry):
    tracked = ("name", "explanation")
    article = models.ForeignKey(Article, models.CASCADE, related_name="prevention")
    advice = models.CharField(_("advice"), max_length=10, choices=Advice, default=Advice.DO)

    class Meta(Entry.Meta):
        verbose_name = _("prevention entry")
        verbose_name_plural = _("prevention")
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="prevention_key_unique_in_article"),
            one_of("advice", Advice, "prevention_advice_known"),
            one_of("evidence", Evidence, "prevention_evidence_known", ""),
        ]

    @property
    def is_safety(self) -> bool:
        """What not to do is a matter of safety by itself, as every line of a care card is."""
        return self.advice == Advice.DO_NOT
