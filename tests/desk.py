"""The editors' desk as tests see it: where its pages are, and what they say."""

from typing import Any

from django.urls import reverse

from articles import content
from articles.models import Article


def page(name: str, article: Article, *more: Any) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *more])


def errors_on(response) -> list[str]:
    """Every error that the form shows, wherever it stands."""
    context = response.context
    found = [*context["adminform"].form.errors.values()]
    for formset in context["inline_admin_formsets"]:
        found += [words for each in formset.formset.errors for words in each.values()]
        found.append(formset.formset.non_form_errors())
    return [str(word) for words in found for word in words]


def dump(article: Article) -> content.Dump:
    return content.dump(Article.objects.with_everything().get(pk=article.pk))


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]
