"""Bad input at the desk: a clear answer, never a 500, and nothing half-stored."""

import re

import pytest
from django.urls import reverse

from articles import content
from articles.models import Article, Section, Topic, Version
from articles.publishing import publish
from callbacks.models import HospitalFacts
from tests.desk import dump, errors_on, page
from tests.making import numbered
from tests.posting import fields_of

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script><b onmouseover=alert(1)>x</b>"
NUL_REFUSED = "Null characters are not allowed."
FREE_TEXT = re.compile(
    r"(title|lead|summary|search_words|credited_to|heading|body|group|name|explanation|text|basis_by)_"
)
HTML = "text/html"


def free_text_boxes(fields) -> list[str]:
    """Every box of the form that takes any text."""
    standing = [name for name in fields if "__prefix__" not in name]
    return [name for name in standing if FREE_TEXT.search(name) or name.endswith("-citation")]


def test_a_script_in_every_text_is_stored_harmless_and_shown_as_text(desk, small_article, save, form, client):
    boxes = free_text_boxes(form())
    assert len(boxes) == 50
    scripts = {name: SCRIPT + "y" * name.endswith("_tr") for name in boxes}  # the same in both would be asked about
    assert save(**scripts).status_code == 302
    publish(small_article, ["en", "tr"])
    pages = [page("change", small_article), page("versions", small_article), page("publish", small_article)]
    pages += [page("preview", small_article, code) for code in ("en", "tr")]
    pages += [edition.get_absolute_url() for edition in small_article.editions.all()]
    pages += [reverse("admin:articles_article_changelist"), reverse("admin:articles_article_history", args=["1"])]
    answers = {address: desk.get(address, follow=True) for address in pages}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert [address for address, answer in answers.items() if "<script>alert" in answer.text] == []
    assert [address for address, answer in answers.items() if re.search(r"<b [^>]*onmouseover", answer.text)] == []
    assert Section.objects.first().body_en == "x"
    assert "&lt;script&gt;alert(1)" in answers[page("change", small_article)].text


def test_a_nul_in_any_text_is_an_error_of_the_form(small_article, save, form):
    before, boxes = dump(small_article), free_text_boxes(form())
    boxes += ["slug_en", "first_published", "sections-0-anchor", "sections-0-cites", "sources-0-url", "causes-0-key"]
    response = save(**dict.fromkeys(boxes, "a\x00b"))

    context = response.context
    refused = set(context["adminform"].form.errors)
    for formset in context["inline_admin_formsets"]:
        refused |= {f"{each.prefix}-{name}" for each in formset.formset.forms for name in each.errors}
    assert refused == set(boxes)
    assert context["adminform"].form.errors["lead_en"] == [NUL_REFUSED]
    assert (dump(small_article), Version.objects.count()) == (before, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"sections-0-anchor": "summary"},
        {"sections-0-anchor": "causes"},
        {"sections-0-kind": "poem"},
        {"sections-0-position": "-1"},
        {"sections-0-id": "999999"},
        {"causes-0-evidence": "certain"},
        {"sources-1-key": "basis"},
        {"sources-1-url": "javascript:alert(1)"},
        {"updated": "2020-01-01"},
        {"seen_version": "not a number"},
        {"title_en": "t" * 151},
    ],
    ids=str,
)
def test_what_the_database_would_not_take_is_an_error_of_the_form(changes, small_article, save):
    before = dump(small_article)
    response = save(**changes)

    assert (response.status_code, len(errors_on(response)) > 0) == (422, True)
    assert (dump(small_article), Version.objects.count()) == (before, 1)


def test_a_form_that_lacks_its_formsets_is_refused(desk, small_article, form):
    fields = {name: value for name, value in form().items() if "_FORMS" not in name}
    assert desk.post(page("change", small_article), fields).status_code == 422
    assert Version.objects.count() == 1


def test_a_version_of_another_article_and_numbers_out_of_range_are_not_found(desk, small_article):
    other = content.store(numbered(2)).versions.get()
    huge = 10**30
    for address in (page("restore", small_article, other.pk), page("restore", small_article, huge)):
        assert desk.post(address).status_code == 404
    for name in ("publish", "versions"):
        assert desk.get(reverse(f"admin:articles_article_{name}", args=[huge])).status_code == 404
    assert desk.get(page("preview", small_article, "de")).status_code == 404
    assert desk.get(reverse("admin:articles_article_change", args=[huge])).status_code == 302


def test_an_article_without_any_text_is_listed_opened_and_previewed(desk):
    article = Article.objects.create(
        key="bare", topic=Topic.objects.create(key="none"), first_published="2026-11-22", updated="2026-11-22"
    )
    pages = [page("change", article), page("publish", article), page("versions", article)]
    pages += [page("preview", article, "en"), page("preview", article, "tr")]
    assert {desk.get(address).status_code for address in pages} == {200}
    listed = desk.get(reverse("admin:articles_article_changelist")).text
    assert listed.count('<span class="state not-published">not published</span>') == 2  # nothing said, nothing missing


@pytest.mark.parametrize("asked", ["q=%00", "q=%FF", "topic__id__exact=%00", "o=99", "p=-1", "e=1"])
def test_the_list_answers_whatever_is_asked(desk, small_article, asked):
    response = desk.get(reverse("admin:articles_article_changelist") + f"?{asked}", follow=True)
    assert (response.status_code, response["Content-Type"][:9]) == (200, HTML)


def test_the_topic_and_the_facts_of_the_hospital_take_a_script_as_text_and_no_nul(desk, small_article):
    topic = reverse("admin:articles_topic_change", args=[small_article.topic.pk])
    facts = reverse("admin:callbacks_hospitalfacts_change", args=[1])
    for address, form_id, box in ((topic, "topic_form", "name_tr"), (facts, "hospitalfacts_form", "name")):
        fields = fields_of(desk.get(address).text, form_id)
        assert desk.post(address, fields | {box: "a\x00b"}).context["adminform"].form.errors == {box: [NUL_REFUSED]}
        assert desk.post(address, fields | {box: SCRIPT}).status_code == 302
        assert "<script>alert" not in desk.get(address).text
    assert (Topic.objects.get().name_tr, HospitalFacts.objects.get().name) == (SCRIPT, SCRIPT)
