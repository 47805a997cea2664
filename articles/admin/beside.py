"""What stands beside the boxes of translations that are not current: what changed in the source, and a tick."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.http import HttpRequest

from articles.admin.two_languages import LANGUAGE_NAMES
from articles.lagging import Lagging, confirm, confirm_topic, lagging, topic_lagging
from articles.models import Article, LinkCheck, Topic
from articles.roles import languages_of

TICKS = "still-holds"


def set_beside(request: HttpRequest, context: dict[str, Any], article: Article) -> None:
    """Put each translation that lags beside its box on the article's form that `context` is for."""
    found = lagging(Article.objects.with_everything().get(pk=article.pk))
    languages = languages_of(request.user)
    _set_beside(request, context, found)
    _set_beside_addresses(context)
    context["lagging"] = list(_counted([each for each in found if not _of_topic(each)], languages))
    context["topic_lagging"] = [_words(each) for each in found if _of_topic(each) and each.at.language in languages]


def set_topic_beside(request: HttpRequest, context: dict[str, Any], topic: Topic) -> None:
    """The same on the form of a topic."""
    _set_beside(request, context, topic_lagging(Topic.objects.get(pk=topic.pk)))


def _set_beside(request: HttpRequest, context: dict[str, Any], found: Iterable[Lagging]) -> None:
    ticked = request.POST.getlist(TICKS)
    by_box = {(type(each.at.row), each.at.row.pk, each.column): each for each in found}
    for form in _forms(context):
        ours = [(box, by_box.get((type(form.instance), form.instance.pk, name))) for name, box in form.fields.items()]
        for box, each in ours:
            if each:
                box.beside = _words(each) | {"ticked": each.still_holds in ticked}
        form.lagging = [each for _box, each in ours if each]
        form.opens = any(each.is_stale for each in form.lagging)


def _forms(context: dict[str, Any]) -> Iterator[Any]:
    yield context["adminform"].form
    for formset in context["inline_admin_formsets"]:
        yield from formset.formset.forms


def _set_beside_addresses(context: dict[str, Any]) -> None:
    """Put what is wrong with a source's address beside its box."""
    broken = LinkCheck.objects.broken().in_bulk(field_name="address")
    for form in _forms(context):
        if found := broken.get(form.instance.url) if "url" in form.fields else None:
            form.fields["url"].broken = found
            form.opens = True


def _words(each: Lagging) -> dict[str, Any]:
    names = {"language": LANGUAGE_NAMES[each.at.language], "source": LANGUAGE_NAMES[each.at.row.written_in]}
    return {"each": each, "written_in": each.at.row.written_in} | names


def _of_topic(each: Lagging) -> bool:
    """Whether it has its box on the topic's form, and none on the article's."""
    return isinstance(each.at.row, Topic)


def _counted(found: Collection[Lagging], languages: Iterable[str]) -> Iterator[dict[str, Any]]:
    """For each language that whoever looks may write, how many of its texts are stale and missing."""
    for code in languages:
        ours = [each for each in found if each.at.language == code]
        if ours:
            stale = sum(each.is_stale for each in ours)
            safety = sum(each.at.safety for each in ours)
            more = {"stale": stale, "missing": len(ours) - stale, "safety": safety}
            yield {"language": LANGUAGE_NAMES[code]} | more


def keep_ticks(request: HttpRequest, article: Article) -> int:
    """Keep what was ticked, as far as whoever ticked it writes that language. Returns how many."""
    return confirm(article, request.POST.getlist(TICKS), languages_of(request.user))


def keep_topic_ticks(request: HttpRequest, topic: Topic) -> int:
    """The same for what was ticked on the form of a topic."""
    return confirm_topic(topic, request.POST.getlist(TICKS), languages_of(request.user))
