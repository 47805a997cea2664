"""How a translation stands to its source, by every way of writing."""

import pytest
from django.db import connection
from django.utils.translation import override

from articles import content, freshness
from articles.freshness import FieldState
from articles.marks import fingerprint
from articles.models import Article, CareItem, Cause, PreventionEntry, Section, Source, Topic
from tests.making import small

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    return content.store(small())


def fresh(article):
    return Article.objects.with_everything().get(pk=article.pk)


def stale(article):
    """The places whose translation is not what its source says now, with their state."""
    return {each.place: each.state for each in freshness.table(fresh(article)) if each.state != "current"}


def test_what_is_written_in_both_languages_at_once_is_current(article):
    assert stale(article) == {}
    table = freshness.table(fresh(article))
    assert [each.place for each in table] == [
        "topic.name",
        "title",
        "lead",
        "credited_to",
        "sources.basis.basis_by",
        "summary",
        "sections.what.heading",
        "sections.what.body",
        "sections.causes.heading",
        "causes.sweat.group",
        "causes.sweat.name",
        "causes.sweat.explanation",
        "sections.prevention.heading",
        "prevention.drink.name",
        "prevention.quinine.name",
        "sections.help.heading",
        "care.emergency.breath.text",
        "care.routine.often.text",
    ]
    assert {each.language for each in table} == {"tr"}
    assert [each.place for each in table if each.safety] == [
        "prevention.quinine.name",
        "care.emergency.breath.text",
        "care.routine.often.text",
    ]


def test_a_row_of_the_table_says_all_that_a_translator_needs(article):
    [line] = [each for each in freshness.table(fresh(article)) if each.place == "care.emergency.breath.text"]
    row = CareItem.objects.get(key="breath")
    assert line == FieldState(
        "care.emergency.breath.text", row, "text", "tr", "current", True, "no breath", "nefes yok"
    )


def test_the_first_article_is_current_throughout(draft):
    assert stale(draft) == {}


def test_the_source_language_is_never_stale(article):
    Article.objects.update(title_en="New")
    row = Article.objects.get()
    assert (freshness.state(row, "title", "en"), freshness.state(row, "title", "tr")) == ("current", "stale")


def save(article, **texts):
    row = Article.objects.get(pk=article.pk)
    for name, text in texts.items():
        setattr(row, name, text)
    row.save()


def save_some(article, **texts):
    row = Article.objects.get(pk=article.pk)
    for name, text in texts.items():
        setattr(row, name, text)
    row.save(update_fields=list(texts))


def update(article, **texts):
    Article.objects.filter(pk=article.pk).update(**texts)


def bulk_update(article, **texts):
    row = Article.objects.get(pk=article.pk)
    for name, text in texts.items():
        setattr(row, name, text)
    Article.objects.bulk_update([row], list(texts))


def update_or_create(article, **texts):
    Article.objects.update_or_create(key=article.key, defaults=texts)


def load(article, **texts):
    dump = content.dump(fresh(article))
    for name, text in texts.items():
        field, _underscore, code = name.rpartition("_")
        dump[field][code] = text
    content.store(content.read(content.write(dump)))


WRITERS = [save, save_some, update, bulk_update, update_or_create, load]


@pytest.mark.parametrize("write", WRITERS)
class TestEveryWayOfWriting:
    def test_a_source_that_changes_leaves_its_translation_stale(self, article, write):
        write(article, lead_en="Another lead.")
        assert stale(article) == {"lead": "stale"}

    def test_a_source_that_is_reverted_is_current_again(self, article, write):
        write(article, lead_en="Another lead.")
        write(article, lead_en="A lead.")
        assert stale(article) == {}

    def test_translating_makes_it_current(self, article, write):
        write(article, lead_en="Another lead.")
        write(article, lead_tr="Başka bir giriş.")
        assert stale(article) == {}

    def test_both_languages_at_once_are_a_translation(self, article, write):
        write(article, lead_en="Another lead.", lead_tr="Başka bir giriş.")
        assert stale(article) == {}

    def test_another_field_leaves_it_stale(self, article, write):
        write(article, lead_en="Another lead.")
        write(article, title_en="Title", title_tr="Başlık")
        assert stale(article) == {"lead": "stale"}

    def test_blank_space_changes_nothing(self, article, write):
        write(article, lead_en="Another  lead.")
        write(article, lead_tr="Bir\u00a0 giriş. ")
        assert stale(article) == {"lead": "stale"}
        write(article, lead_en="A \n lead. ")
        assert stale(article) == {}


@pytest.mark.parametrize("write", [save, save_some, update, bulk_update, update_or_create])
def test_a_translation_that_is_taken_away_is_missing(article, write):
    write(article, lead_tr="")
    assert stale(article) == {"lead": "missing"}
    write(article, lead_tr="Bir giriş.")
    assert stale(article) == {}


@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_bare_name_of_a_field_writes_the_language_that_is_active(article, language):
    with override(language):
        Article.objects.update(title="Something else")
        row = Article.objects.get()
        row.lead = "Something else"
        row.save(update_fields=["lead"])
    assert stale(article) == ({"title": "stale", "lead": "stale"} if language == "en" else {})


def test_saving_without_a_change_never_flags_and_never_clears(article):
    Cause.objects.update(name_en="Much sweat")
    for model in (Topic, Article, Section, Cause, PreventionEntry, CareItem, Source):
        for row in model.objects.all():
            row.save()
    assert stale(article) == {"causes.sweat.name": "stale"}


def test_an_entry_that_moves_never_flags(article):
    PreventionEntry.objects.filter(key="drink").update(position=99)
    [moved] = PreventionEntry.objects.filter(key="quinine")
    moved.position = 1
    moved.save()
    changed = content.dump(fresh(article))
    changed["sections"].reverse()
    content.store(changed)
    assert stale(article) == {}


def test_the_summary_is_one_text(article):
    Article.objects.update(summary_en="One point.\nTwo points.\nThree points.")
    assert stale(article) == {"summary": "stale"}
    Article.objects.update(summary_tr="Bir nokta.\nİki nokta.\nÜç nokta.")
    assert stale(article) == {}


def test_prose_is_the_same_however_its_tags_are_spaced(article):
    body = " <p>It is <strong>small</strong>. </p>\n\n"
    Section.objects.filter(anchor="what").update(body_en=body)
    assert stale(article) == {}
    Section.objects.filter(anchor="what").update(body_en=body.replace("small", "tiny"))
    assert stale(article) == {"sections.what.body": "stale"}


def test_words_are_told_apart_from_their_spacing_only():
    same = ["a b", " a\n\tb ", "a\u00a0b", "a&nbsp;b", "<p>a b</p>"[3:-4]]
    assert len({fingerprint(text) for text in same}) == 1
    assert fingerprint("<ul>\n<li> a </li>\n</ul>") == fingerprint("<ul><li>a</li></ul>")
    assert fingerprint("<strong>a</strong> b") != fingerprint("<strong>a</strong>b")
    assert fingerprint("é") == fingerprint("e\u0301")
    assert fingerprint("ı") != fingerprint("i")
    assert [fingerprint(text) for text in ("", " \n", None)] == [""] * 3


def test_prose_that_is_cleaned_on_its_way_in_is_marked_as_it_is_stored(article):
    section = Section.objects.get(anchor="what")
    section.body_en, section.body_tr = "<p onclick='x'>New</p>", "<p><script>1</script>Yeni</p>"
    section.save()
    assert stale(article) == {}
    Section.objects.filter(anchor="what").update(body_tr="<p onclick='x'>Newer</p>")
    assert Section.objects.get(anchor="what").body_tr == "<p>Newer</p>"
    Section.objects.get(anchor="what").save()
    assert stale(article) == {}


def test_new_rows_are_current_by_every_way_in(article):
    texts = {"name_en": "New", "name_tr": "Yeni"}
    article.causes.create(key="one", **texts)
    Cause.objects.bulk_create([Cause(article=article, key="two", **texts)])
    Cause.objects.get_or_create(article=article, key="three", defaults=texts)
    assert stale(article) == {}
    article.causes.create(key="four", name_en="New")
    assert stale(article) == {"causes.four.name": "missing"}


def test_what_nobody_vouched_for_is_stale_until_somebody_does(article):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET lead_tr = 'Nereden geldi?'")
    assert stale(article) == {"lead": "stale"}
    save(article, title_en="T", title_tr="B")
    save(article, lead_en="A lead, changed.")
    assert stale(article) == {"lead": "stale"}
    freshness.confirm(Article.objects.get(), "lead", "tr")
    assert stale(article) == {}


def test_a_row_read_before_another_save_does_not_take_its_marks_away(article):
    older = Article.objects.get()
    save(article, title_tr="Yeni başlık")
    older.lead_en = "Another lead."
    older.save(update_fields=["lead_en"])
    assert stale(article) == {"lead": "stale"}


def test_marks_set_by_hand_do_not_last(article):
    save(article, lead_en="Another lead.")
    row = Article.objects.get()
    row.made_from = {"lead": {"tr": {"source": fingerprint("Another lead."), "text": fingerprint("Bir giriş.")}}}
    row.save()
    assert stale(article) == {"lead": "stale"}


class TestConfirming:
    def test_a_tick_says_that_the_translation_still_holds(self, article):
        Article.objects.update(lead_en="Another lead.")
        freshness.confirm(Article.objects.get(), "lead", "tr")
        assert stale(article) == {}
        Article.objects.update(lead_en="A third lead.")
        assert stale(article) == {"lead": "stale"}

    def test_it_holds_for_the_texts_that_were_seen(self, article):
        Article.objects.update(lead_en="Another lead.")
        seen = Article.objects.get()
        Article.objects.update(lead_en="A third lead.")
        freshness.confirm(seen, "lead", "tr")
        assert stale(article) == {"lead": "stale"}

    @pytest.mark.parametrize("language", ["en", "tr"])
    def test_there_must_be_a_translation(self, article, language):
        Article.objects.update(lead_tr="")
        with pytest.raises(ValueError, match="There is no translation of lead"):
            freshness.confirm(Article.objects.get(), "lead", language)


class TestTheLanguageWrittenInFirst:
    def flip(self, article, language="tr"):
        save(article, source_language=language)

    def test_current_pairs_stay_current_the_other_way_round(self, article):
        self.flip(article)
        assert stale(article) == {}
        assert {each.language for each in freshness.table(fresh(article))[1:]} == {"en"}
        save(article, lead_tr="Başka giriş.")
        assert stale(article) == {"lead": "stale"}

    @pytest.mark.parametrize("flip", [update, bulk_update, save_some, update_or_create])
    def test_by_every_way_of_writing(self, article, flip):
        Cause.objects.update(name_en="Much sweat")
        flip(article, source_language="tr")
        assert stale(article) == {"causes.sweat.name": "stale"}

    def test_others_are_stale_and_stay_so_when_it_is_turned_back(self, article):
        save(article, lead_en="Another lead.")
        self.flip(article)
        assert stale(article) == {"lead": "stale"}
        self.flip(article, "en")
        assert stale(article) == {"lead": "stale"}

    def test_a_text_that_changes_in_the_same_save_is_judged_by_the_new_language(self, article):
        save(article, source_language="tr", lead_tr="Başka giriş.", title_en="Another title")
        assert stale(article) == {"lead": "stale"}

    def test_the_topic_is_made_from_english_whatever_its_articles_are(self, article):
        self.flip(article)
        Topic.objects.update(name_en="Muscles!")
        assert stale(article) == {"topic.name": "stale"}


class TestTheSourceThatATranslationWasMadeFrom:
    def test_is_found_in_the_versions(self, article):
        for lead in ("Second.", "Third."):
            save(article, lead_en=lead)
            content.keep_version(article)
        assert freshness.source_when_made(fresh(article), "lead", "tr") == "A lead."
        save(article, lead_tr="Üçüncü.")
        save(article, lead_en="Fourth.")
        assert freshness.source_when_made(fresh(article), "lead", "tr") == "Third."

    def test_is_the_present_one_where_it_is_current(self, article):
        assert freshness.source_when_made(fresh(article), "lead", "tr") == "A lead."

    @pytest.mark.parametrize(
        ("place", "text"),
        [
            ("summary", "One point.\nTwo points."),
            ("topic.name", "Muscles"),
            ("sections.what.body", "<p>It is <strong>small</strong>.</p>"),
            ("causes.sweat.group", "Fluids"),
            ("prevention.quinine.name", "Do not take quinine"),
            ("care.emergency.breath.text", "no breath"),
            ("sources.basis.basis_by", "Another Board"),
        ],
    )
    def test_wherever_it_stands(self, article, place, text):
        [line] = [each for each in freshness.table(fresh(article)) if each.place == place]
        type(line.row).objects.filter(pk=line.row.pk).update(**{f"{line.field}_en": "Something else"})
        assert freshness.source_when_made(fresh(article), place, "tr") == text

    def test_is_unknown_where_nobody_vouched_or_nothing_is_left(self, article):
        Article.objects.update(title_tr="")
        Article.objects.update(lead_en="B")
        article.versions.all().delete()
        for place in ("title", "lead", "nowhere"):
            assert freshness.source_when_made(fresh(article), place, "tr") is None
