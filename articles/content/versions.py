"""What every save leaves behind, and the way back to it."""

from django.contrib.auth.models import User

from articles.content.dumping import dump
from articles.models import Article, Version
from articles.signals import tell_of


def keep_version(article: Article, *, by: User | None = None, remark: str = "") -> Version:
    """The version that holds what `article` says now: the last one, if nothing has changed since, else a new one."""
    said = dump(Article.objects.with_everything().get(pk=article.pk))
    tell_of([article.pk])
    last = article.versions.first()
    if last and last.dump == said:
        return last
    return Version.objects.create(article=article, dump=said, saved_by=by, remark=remark)
