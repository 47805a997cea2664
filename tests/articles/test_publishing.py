import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles import content
from articles.fitness import NotFit, fit_languages, problems
from articles.models import Article, Change, Edition, OldAddress, Version
from articles.models.edition import Immutable
from articles.publishing import SavedMeanwhile, publish, unpublish
from articles.standing import differs
from tests.making import numbered, small

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    return content.store(small())


def refusal(*args, **kwargs):
    with pytest.raises(NotFit) as refused:
        publish(*args, **kwargs)
    return [(problem.language, problem.words) for problem in refused.value.problems]


def test_publishing_freezes_each_language_it_names(article, editor):
    [english, turkish] = publish(article, ["en", "tr"], by=editor)
    assert [
        (each.language, each.number, each.slug, each.title, each.letter, each.kind, each.is_current, each.published_by)
        for each in (english, turkish)
    ] == [
        ("en", 1, "small-article", "Small article", "S", "first", True, editor),
        ("tr", 1, "kucuk-yazi", "Küçük yazı", "K", "first", True, editor),
    ]
    assert english.version == turkish.version == Version.objects.get()


def test_the_language_not_named_keeps_its_last_document(article):
    publish(article, ["en", "tr"])
    Article.objects.update(lead_en="Another lead.", lead_tr="Başka giriş.")
    publish(article, ["en"])
    current = {each.language: each for each in Edition.objects.current()}
    assert (current["en"].number, current["en"].document["lead"]["text"]) == (2, "Another lead.")
    assert (current["tr"].number, current["tr"].document["lead"]["text"]) == (1, "Bir giriş.")


def test_publishing_twice_is_publishing_once(article):
    publish(article, ["en", "tr"])
    assert publish(article, ["en", "tr"]) == []
    assert Edition.objects.count() == 2


def test_an_edition_is_never_rewritten(article):
    [edition] = publish(article, ["en"])
    edition.title = "Another"
    with pytest.raises(Immutable):
        edition.save()
    with pytest.raises(Immutable):
        edition.version.save()


def test_what_is_not_fit_is_refused_with_a_list_to_act_on(article):
    Article.objects.update(title_tr="", slug_tr=None, lead_tr="", summary_tr=" ", credited_to_tr="")
    article.sections.update(heading_tr="")
    assert refusal(article, ["en", "tr"]) == [
        ("tr", "The title is missing."),
        ("tr", "The address is missing."),
        ("tr", "The lead is missing."),
        ("tr", "The content summary is missing."),
        ("tr", "It does not say who wrote it."),
        ("tr", "No section has both a heading and a text or entries in this language."),
    ]
    assert not Edition.objects.exists()
    assert not Change.objects.exists()
    assert fit_languages(Article.objects.get()) == ["en"]


def test_a_source_that_is_gone_keeps_an_article_from_being_published(article):
    article.sources.filter(key="second").delete()
    assert refusal(article, ["en"]) == [("en", "Something rests on sources that are not in the list: second")]


def test_a_refusal_names_the_language_in_words(article):
    Article.objects.update(title_tr="")
    [problem] = problems(Article.objects.get(), "tr")
    assert str(problem) == "Turkish: The title is missing."


@pytest.mark.parametrize("kind", ["content", "safety"])
def test_a_change_of_meaning_needs_a_note_in_each_language(article, kind):
    publish(article, ["en", "tr"])
    Article.objects.update(lead_en="Another lead.", lead_tr="Başka giriş.")
    words = "Readers are not told what changed: write a note for them."
    assert refusal(article, ["en", "tr"], kind=kind, notes={"en": "New lead.", "tr": " "}) == [("tr", words)]
    assert Edition.objects.current().filter(number=2).count() == 0


def test_a_change_of_meaning_moves_the_date_and_tells_readers(article):
    publish(article, ["en", "tr"])
    Article.objects.update(lead_en="Another lead.")
    [edition] = publish(article, ["en"], kind="content", notes={"en": "New lead."}, today=date(2027, 1, 2))
    assert edition.document["updated"] == "2027-01-02"
    assert edition.changes == [{"on": "2027-01-02", "kind": "content", "note": "New lead."}]
    assert Article.objects.get().updated == date(2027, 1, 2)
    Article.objects.update(lead_en="A third lead.")
    [later] = publish(article, ["en"], kind="safety", notes={"en": "Third."}, today=date(2027, 2, 3))
    assert [change["note"] for change in later.changes] == ["Third.", "New lead."]


def test_a_wording_fix_moves_no_public_date(article):
    publish(article, ["en", "tr"])
    Article.objects.update(lead_en="Another lead.")
    publish(article, ["en"], kind="content", notes={"en": "New lead."}, today=date(2027, 1, 2))
    Article.objects.update(lead_tr="Başka giriş.")
    [turkish] = publish(article, ["tr"], kind="wording", today=date(2027, 1, 3))
    assert (turkish.document["updated"], turkish.changes) == ("2026-11-21", [])


def test_a_moved_date_alone_makes_no_draft_differ(article):
    publish(article, ["en", "tr"])
    Article.objects.update(lead_en="Another lead.")
    publish(article, ["en"], kind="content", notes={"en": "New lead."}, today=date(2027, 1, 2))
    assert differing(article) == {"en": False, "tr": False}


def differing(article):
    article = Article.objects.with_everything().get(pk=article.pk)
    current = {each.language: each for each in Edition.objects.current().filter(article=article)}
    return {code: differs(article, code, current.get(code)) for code in ("en", "tr")}


def test_whether_a_draft_differs_is_worked_out_from_the_texts(article):
    assert differing(article) == {"en": True, "tr": True}
    publish(article, ["en"])
    assert differing(article) == {"en": False, "tr": True}
    article.causes.update(name_en="Much sweat")
    assert differing(article) == {"en": True, "tr": True}
    article.causes.update(name_en="Sweat")
    assert differing(article) == {"en": False, "tr": True}


def test_taking_down_ends_one_language_and_keeps_the_record(article):
    publish(article, ["en", "tr"])
    taken = unpublish(article, ["tr"])
    assert [each.language for each in taken] == ["tr"]
    assert list(Edition.objects.current().values_list("language", flat=True)) == ["en"]
    assert Edition.objects.count() == 2
    assert unpublish(article, ["tr"]) == []


def test_what_was_taken_down_can_be_published_again(article):
    publish(article, ["tr"])
    unpublish(article, ["tr"])
    [again] = publish(article, ["tr"])
    assert (again.number, again.kind) == (2, "wording")


def test_a_changed_address_leaves_the_old_one_behind(article):
    publish(article, ["en", "tr"])
    Article.objects.update(slug_en="better")
    publish(article, ["en", "tr"])
    assert list(OldAddress.objects.values_list("language", "slug", "article__key")) == [
        ("en", "small-article", "small")
    ]


def test_going_back_to_an_old_address_takes_it_off_the_list(article):
    publish(article, ["en"])
    for slug in ("better", "small-article"):
        Article.objects.update(slug_en=slug)
        publish(article, ["en"])
    assert list(OldAddress.objects.values_list("slug", flat=True)) == ["better"]


def test_an_old_address_of_another_article_is_not_given_away(article):
    publish(article, ["en"])
    Article.objects.update(slug_en="better")
    publish(article, ["en"])
    other = content.store(numbered(2, slug={"en": "small-article", "tr": "baska"}))
    words = "Its address still leads readers of another article to that article's new page."
    assert refusal(other, ["en"]) == [("en", words)]


def test_an_address_that_another_edition_still_has_is_refused(article):
    publish(article, ["en"])
    Article.objects.update(slug_en="better")  # not published yet: readers find the article at small-article
    other = content.store(numbered(2, slug={"en": "small-article", "tr": "baska"}))
    assert refusal(other, ["en"]) == [("en", "Another article is published under this address.")]


def test_the_change_log_names_what_is_out_of_date(article):
    publish(article, ["en", "tr"])
    assert sorted(Change.objects.values_list("key", flat=True)) == sorted(
        ["article:small", "topic:muscles"] * 2
        + ["letter:en:S", "list:en", "home:en", "letter:tr:K", "list:tr", "home:tr"]
    )
    Change.objects.all().delete()
    Article.objects.update(title_tr="Ufak yazı")
    publish(article, ["tr"])
    assert {"letter:tr:K", "letter:tr:U"} <= set(Change.objects.values_list("key", flat=True))
    Change.objects.all().delete()
    unpublish(article, ["en"])
    assert set(Change.objects.values_list("key", flat=True)) == {
        "article:small",
        "topic:muscles",
        "letter:en:S",
        "list:en",
        "home:en",
    }


def test_the_database_allows_one_current_edition_a_language(article):
    [edition] = publish(article, ["en"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            article=article,
            language="en",
            number=2,
            slug="other",
            title="T",
            letter="T",
            sort_key="1",
            card={},
            document={},
            digest="",
            kind="wording",
            version=edition.version,
        )


@pytest.mark.parametrize(
    "wrong", [{"language": "de"}, {"kind": "huge"}, {"kind": "content", "note": ""}, {"number": 1, "is_current": False}]
)
def test_the_database_refuses_an_edition_that_breaks_a_promise(article, wrong):
    [edition] = publish(article, ["en"])
    fields = {
        "article": article,
        "language": "tr",
        "number": 2,
        "slug": "x",
        "title": "T",
        "letter": "T",
        "sort_key": "1",
        "card": {},
        "document": {},
        "digest": "",
        "kind": "wording",
        "version": edition.version,
    }
    if wrong.get("number") == 1:
        wrong = wrong | {"language": "en"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(**(fields | wrong))


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one_edition():
    article = content.store(small())
    start, made, failed = threading.Barrier(4), [], []

    def one_of_them():
        try:
            start.wait()
            made.extend(publish(article, ["en", "tr"]))
        except Exception as error:  # whatever it is, the test has to see it
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one_of_them) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted((each.language, each.number) for each in made) == [("en", 1), ("tr", 1)]
    assert Edition.objects.count() == 2


def test_a_date_never_falls_before_the_first(article):
    publish(article, ["en"])
    Article.objects.update(
        lead_en="Another.",
        first_published=timezone.localdate() + timedelta(days=3),
        updated=timezone.localdate() + timedelta(days=3),
    )
    [edition] = publish(article, ["en"], kind="content", notes={"en": "x"})
    assert edition.document["updated"] == edition.document["first_published"]


def test_a_wording_fix_after_a_take_down_moves_no_public_date_either(article):
    publish(article, ["en", "tr"])
    Article.objects.update(lead_tr="Başka giriş.")
    publish(article, ["tr"], kind="content", notes={"tr": "Yeni giriş."}, today=date(2027, 1, 2))
    unpublish(article, ["en"])
    [again] = publish(article, ["en"], kind="wording")
    assert again.document["updated"] == "2026-11-21"


@pytest.mark.parametrize(("kind", "rows"), [("causes", "causes"), ("prevention", "prevention"), ("help", "care")])
def test_a_heading_over_nothing_is_no_section(article, kind, rows):
    article.sections.exclude(kind=kind).delete()
    assert fit_languages(Article.objects.get()) == ["en", "tr"]
    getattr(article, rows).all().delete()
    words = "No section has both a heading and a text or entries in this language."
    assert refusal(article, ["en"]) == [("en", words)]


def test_a_topic_without_a_name_keeps_its_articles_back(article):
    type(article.topic).objects.update(name_en="", name_tr="")
    assert refusal(article, ["en"]) == [("en", "Its topic has no name.")]


def test_words_that_nobody_saw_are_not_published(article):
    seen = article.versions.get().pk
    Article.objects.update(lead_en="Somebody else's lead.")
    content.keep_version(article)
    with pytest.raises(SavedMeanwhile):
        publish(article, ["en"], seen=seen)
    assert not Edition.objects.exists()
    assert publish(article, ["en"], seen=article.versions.first().pk)
