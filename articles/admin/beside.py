"""What stands beside the boxes of translations that are not current: what changed in the source, and a tick."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import HttpRequest

from articles.admin.two_languages import LANGUAGE_NAMES
from articles.lagging import Lagging, confirm, lagging
from articles.models import Article, LinkCheck
from articles.roles import languages_of

TICKS = "still-holds"


def set_beside(request: HttpRequest, context: dict[str, Any], article: Article) -> None:
    """Put each translation that lags beside its box on the article's form that `context` is for."""
    found = lagging(Article.objects.with_everything().get(pk=article.pk))
    ticked = request.POST.getlist(TICKS)
    broken = LinkCheck.objects.broken().in_bulk(field_name="address")
    by_box = {(type(each.at.row), each.at.row.pk, each.column): each for each in found}
    for form in _forms(context):
        ours = [(box, by_box.get((type(form.instance), form.instance.pk, name))) for name, box in form.fields.items()]
        for box, each in ours:
            if each:
                box.beside = _notice(each, ticked)
        form.lagging = [each for _box, each in ours if each]
        form.opens = _set_beside_address(form, broken) or any(each.is_stale for each in form.lagging)
    context["lagging"] = list(_counted(found, languages_of(request.user)))


def _forms(context: dict[str, Any]) -> Iterator[Any]:
    yield context["adminform"].form
    for formset in context["inline_admin_formsets"]:
        yield from formset.formset.forms


def _set_beside_address(form: Any, broken: Mapping[str, LinkCheck]) -> bool:
    """Put what is wrong with a source's address beside its box. Returns whether anything is."""
    found = broken.get(form.instance.url) if "url" in form.fields else None
    if found:
        form.fields["url"].broken = found
    return found is not None


def _notice(each: Lagging, ticked: Iterable[str]) -> dict[str, Any]:
    names = {"language": LANGUAGE_NAMES[each.at.language], "source": LANGUAGE_NAMES[each.at.row.written_in]}
    return {"each": each, "written_in": each.at.row.written_in, "ticked": each.still_holds in ticked} | names


def _counted(found: list[Lagging], languages: Iterable[str]) -> Iterator[dict[str, Any]]:
    """For each language that whoever looks may write, how many of its texts are stale and missing."""
    for code in languages:
        ours = [each for each in found if each.at.language == code and type(each.at.row).__name__ != "Topic"]
        if ours:
            stale = sum(each.is_stale for each in ours)
            safety = sum(each.at.safety for each in ours)
            more = {"stale": stale, "missing": len(ours) - stale, "safety": safety}
            yield {"language": LANGUAGE_NAMES[code]} | more


def keep_ticks(request: HttpRequest, article: Article) -> int:
    """Keep what was ticked, as far as whoever ticked it writes that language. Returns how many."""
    return confirm(article, request.POST.getlist(TICKS), languages_of(request.user))
