"""A stale safety text is never shown alone: readers get a notice of the day and the text of its source."""

from datetime import date

import pytest

from articles import content, freshness
from articles.composing import compose
from articles.documents import reading_minutes
from articles.fitness import NotFit
from articles.models import Article, CareItem, Cause, Edition, PreventionEntry, Section, SignOff
from articles.publishing import publish, unpublish
from articles.standing import differs
from tests.making import small
from tests.reading import Page

pytestmark = pytest.mark.django_db

DAY = date(2027, 1, 2)
TURKISH = "/tr/makaleler/kucuk-yazi/"
ENGLISH = "/en/articles/small-article/"


@pytest.fixture
def article(db):
    article = content.store(small())
    publish(article, ["en", "tr"])
    return article


def fresh(article):
    return Article.objects.with_everything().get(pk=article.pk)


def current(language="tr"):
    return Edition.objects.current().get(language=language)


def say(article, languages=("en",), day=DAY, kind="safety", **notes):
    return publish(article, languages, kind=kind, notes={"en": "Mind your breath."} | notes, today=day)


def breath(text="no breath at all", **more):
    CareItem.objects.filter(key="breath").update(text_en=text, **more)


def section(document, kind):
    return next(each for each in document["sections"] if each["kind"] == kind)


def lines(document):
    """The lines of the care cards: {"urgency.key": (text, language, day)}."""
    return {
        f"{card['urgency']}.{item['key']}": (
            item["text"]["text"],
            item["text"]["lang"],
            item["text"].get("safety_since"),
        )
        for card in section(document, "help")["cards"]
        for item in card["items"]
    }


def unchanged_but(before, after, *sections):
    """Whether two documents say the same but for what changed by publishing and in these kinds of sections."""
    same = [name for name in before if name not in ("updated", "provenance", "minutes", "sections", "sources")]
    kept = [part for part in before["sections"] if part["kind"] not in sections]
    return [before[name] for name in same] + kept == [after[name] for name in same] + [
        part for part in after["sections"] if part["kind"] not in sections
    ]


class TestADocument:
    def test_has_the_sources_text_where_a_safety_text_is_stale(self, article):
        breath()
        assert lines(compose(fresh(article), "tr")) == {
            "emergency.breath": ("no breath at all", "en", ""),
            "routine.often": ("sık sık", "tr", None),
        }
        assert lines(compose(fresh(article), "en"))["emergency.breath"] == ("no breath at all", "en", None)

    def test_and_where_it_is_missing(self, article):
        PreventionEntry.objects.update(name_tr="")
        found = section(compose(fresh(article), "tr"), "prevention")
        assert [entry["name"] for entry in found["do"] + found["do_not"]] == [
            {"text": "Drink", "lang": "en"},
            {"text": "Do not take quinine", "lang": "en", "safety_since": ""},
        ]

    def test_any_other_stale_text_stays_in_its_language(self, article):
        Article.objects.update(lead_en="Another lead.", summary_en="Another point.")
        document = compose(fresh(article), "tr")
        assert (document["lead"], document["summary"][0]["lang"]) == ({"text": "Bir giriş.", "lang": "tr"}, "tr")

    def test_advice_that_the_source_takes_back_is_shown_to_nobody(self, article):
        quinine = PreventionEntry.objects.filter(key="quinine")
        quinine.update(explanation_en="At most 300 mg.", explanation_tr="En çok 300 mg.")
        quinine.update(explanation_en="")
        for code in ("en", "tr"):
            [entry] = section(compose(fresh(article), code), "prevention")["do_not"]
            assert entry["explanation"] is None


class TestProvenance:
    def test_a_translation_says_what_it_was_made_from(self, article):
        assert (current("tr").document["provenance"], current("en").document["provenance"]) == (
            {"from": "en", "as_of": "2026-11-21"},
            None,
        )

    def test_only_if_all_of_it_was(self, article):
        Article.objects.update(lead_en="Another lead.", title_tr="Yeni başlık")
        [edition] = publish(article, ["tr"])
        assert edition.document["provenance"] is None

    def test_only_if_readers_have_the_text_that_it_was_made_from(self, article):
        Article.objects.update(lead_en="Another lead.", lead_tr="Başka giriş.")
        [edition] = publish(article, ["tr"])
        assert edition.document["provenance"] is None
        Article.objects.update(title_tr="Yeni başlık")
        notes = {"en": "A new lead.", "tr": "Yeni giriş."}
        publish(article, ["en", "tr"], kind="content", notes=notes, today=DAY)
        assert current("tr").document["provenance"] == {"from": "en", "as_of": "2027-01-02"}

    def test_a_fix_of_the_translation_alone_leaves_the_day(self, article):
        Article.objects.update(lead_tr="Başka giriş.")
        [edition] = publish(article, ["tr"], kind="content", notes={"tr": "Düzeltildi."}, today=DAY)
        assert (edition.document["updated"], edition.document["provenance"]["as_of"]) == ("2027-01-02", "2026-11-21")

    def test_the_page_says_so_and_who_checked_it(self, client, article):
        said = "21 Kasım 2026 tarihli İngilizce metinden Türkçeye çevrilmiştir"
        assert said in Page(client.get(TURKISH).text).words()
        assert "translated from" not in client.get(ENGLISH).text
        SignOff.objects.create(article=article, language="tr", digest=current().digest, name="Dr. A", title="B")
        assert f"{said}; denetleyen: Dr. A" in Page(client.get(TURKISH).text).words()


class TestWhatIsSafetyByItself:
    @pytest.mark.parametrize("kind", ["wording", "content", "safety"])
    @pytest.mark.parametrize(
        ("model", "change"),
        [(CareItem, {"text_en": "new"}), (PreventionEntry, {"name_en": "new", "advice": "do-not"})],
    )
    def test_raises_the_kind_of_change_and_needs_a_note(self, article, kind, model, change):
        model.objects.update(**change)
        with pytest.raises(NotFit) as refused:
            publish(article, ["en"], kind=kind)
        [problem] = refused.value.problems
        assert (problem.language, "write a note" in problem.words) == ("en", True)
        [edition] = say(article, kind=kind)
        assert (edition.kind, edition.document["updated"]) == ("safety", "2027-01-02")

    def test_a_refusal_writes_nothing(self, article):
        breath()
        marks = CareItem.objects.get(key="breath").made_from
        with pytest.raises(NotFit):
            publish(article, ["en"])
        assert CareItem.objects.get(key="breath").made_from == marks
        assert Edition.objects.count() == 2

    def test_another_text_does_not_raise_it(self, article):
        Cause.objects.update(explanation_en="new")
        PreventionEntry.objects.filter(key="drink").update(name_en="new")
        CareItem.objects.update(position=7)
        assert [edition.kind for edition in publish(article, ["en"])] == ["wording"]
        assert Edition.objects.filter(language="tr").count() == 1

    def test_blank_space_is_no_change(self, article):
        breath(" no  breath ")
        Article.objects.update(lead_en="x")
        assert [edition.kind for edition in publish(article, ["en"])] == ["wording"]

    def test_a_mended_translation_is_a_change_of_safety_in_that_language_alone(self, article):
        CareItem.objects.filter(key="breath").update(text_tr="hiç nefes yok")
        [edition] = say(article, ["tr"], tr="Bir satır düzeltildi.")
        assert (edition.kind, Edition.objects.filter(language="en").count()) == ("safety", 1)


class TestTheLanguageThatIsNotNamed:
    def test_is_issued_again_with_the_sources_text_and_a_notice(self, article):
        before = current().document
        breath()
        [english] = say(article)
        turkish = current()
        assert (english.language, turkish.number, turkish.kind, turkish.version) == ("en", 2, "safety", english.version)
        assert lines(turkish.document) == {
            "emergency.breath": ("no breath at all", "en", "2027-01-02"),
            "routine.often": ("sık sık", "tr", None),
        }
        assert unchanged_but(before, turkish.document, "help")
        assert turkish.document["updated"] == "2027-01-02"
        assert turkish.document["provenance"] is None
        assert turkish.document["minutes"] == reading_minutes(turkish.document)

    def test_is_what_a_publisher_would_get_from_the_draft(self, article):
        breath()
        say(article)
        assert not differs(fresh(article), "tr", current())
        assert publish(article, ["en", "tr"]) == []

    def test_has_a_note_of_the_sites_own_in_its_language_or_the_one_that_was_written(self, article):
        breath()
        say(article)
        words = "Güvenlik bilgisi değişti. Çevrilene kadar İngilizce gösterilir."
        assert current().changes == [{"on": "2027-01-02", "kind": "safety", "note": words}]
        breath("no breath whatsoever")
        say(article, tr="Nefese dikkat.")
        assert current().note == "Nefese dikkat."

    def test_takes_no_word_of_a_draft_with_it(self, article):
        Article.objects.update(lead_tr="Kimse görmedi.", title_tr="Kimse görmedi.", search_words_tr="gizli")
        Cause.objects.update(name_tr="Kimse görmedi.")
        article.causes.create(key="new", name_en="New", name_tr="Kimse görmedi.")
        CareItem.objects.filter(key="often").update(text_tr="Kimse görmedi.")
        before = current().document
        breath(text_tr="Kimse görmedi.")
        say(article, kind="content")
        turkish = current()
        assert "Kimse" not in str(turkish.document) + turkish.title
        assert unchanged_but(before, turkish.document, "help")
        assert lines(turkish.document)["emergency.breath"] == ("no breath at all", "en", "2027-01-02")
        assert differs(fresh(article), "tr", turkish)

    def test_keeps_a_translation_that_was_published_ahead_of_its_source(self, article):
        breath(text_tr="hiç nefes yok")
        say(article, ["tr"], tr="Bir satır değişti.")
        say(article)
        assert (current().number, lines(current().document)["emergency.breath"]) == (2, ("hiç nefes yok", "tr", None))

    def test_is_left_alone_if_it_has_no_edition_or_nothing_of_safety_changed(self, article):
        Article.objects.update(lead_en="Another lead.")
        publish(article, ["en"], kind="content", notes={"en": "x"})
        assert current().number == 1
        unpublish(article, ["tr"])
        breath()
        say(article)
        assert not Edition.objects.current().in_language("tr").exists()

    def test_loses_its_sign_off(self, client, article):
        edition = current()
        SignOff.objects.create(article=article, language="tr", digest=edition.digest, name="A", title="B")
        assert client.get(TURKISH).context["sign_off"]
        breath()
        say(article)
        assert client.get(TURKISH).context["sign_off"] is None

    def test_loses_a_line_that_is_gone_and_says_so(self, article):
        CareItem.objects.get(key="often").delete()
        PreventionEntry.objects.get(key="quinine").delete()
        say(article)
        turkish = current()
        assert lines(turkish.document) == {"emergency.breath": ("nefes yok", "tr", None)}
        assert section(turkish.document, "prevention")["do_not"] == []
        assert turkish.note == "Artık geçerli olmayan bir güvenlik bilgisi kaldırıldı."
        assert turkish.document["provenance"] == {"from": "en", "as_of": "2026-11-21"}

    def test_gets_a_new_line_and_card_in_their_place_with_its_sources(self, article):
        article.sources.create(key="third", citation="Third.", language="en", position=5)  # numbered before the others
        article.care.create(urgency="urgent", key="swelling", text_en="swelling", cites=["third", "second"])
        article.care.create(urgency="emergency", key="first", text_en="first of all", position=1)
        say(article)
        turkish = current().document
        assert list(lines(turkish).items()) == [
            ("emergency.first", ("first of all", "en", "2027-01-02")),
            ("emergency.breath", ("nefes yok", "tr", None)),
            ("urgent.swelling", ("swelling", "en", "2027-01-02")),
            ("routine.often", ("sık sık", "tr", None)),
        ]
        assert [(each["number"], each["key"]) for each in turkish["sources"]] == [
            (1, "basis"),
            (2, "second"),
            (3, "third"),
        ]
        assert section(turkish, "help")["cards"][1]["items"][0]["sources"] == [2, 3]
        assert [each["number"] for each in current("en").document["sources"]] == [1, 2, 3]
        assert current("en").document["sources"][0]["key"] == "third"

    def test_gets_a_do_that_became_a_do_not(self, article):
        PreventionEntry.objects.filter(key="drink").update(advice="do-not", evidence="may-harm")
        say(article)
        found = section(current().document, "prevention")
        assert [entry["key"] for entry in found["do"]] == []
        assert [(entry["name"]["text"], entry["evidence"]) for entry in found["do_not"]] == [
            ("İçin", "may-harm"),
            ("Kinin almayın", "may-harm"),
        ]

    def test_gets_the_cards_even_if_it_had_no_place_for_them(self, article):
        Section.objects.filter(anchor="help").delete()
        CareItem.objects.all().delete()
        say(article, ["en", "tr"], tr="Kaldırıldı.")
        article.sections.create(anchor="when", kind="help", heading_en="When", body_en="<p>Words.</p>", position=99)
        article.care.create(urgency="urgent", key="swelling", text_en="swelling")
        say(article, kind="content")
        added = section(current().document, "help")
        assert (added["anchor"], added["heading"], added["body"]) == (
            "when",
            {"text": "When", "lang": "en", "safety_since": "2027-01-02"},
            None,
        )
        assert lines(current().document) == {"urgent.swelling": ("swelling", "en", "2027-01-02")}

    def test_has_the_newest_text_and_day_when_it_changes_again(self, article):
        breath()
        say(article)
        breath("not a breath")
        say(article, day=date(2027, 3, 4))
        assert lines(current().document)["emergency.breath"] == ("not a breath", "en", "2027-03-04")
        CareItem.objects.filter(key="often").update(text_en="very often")
        say(article, day=date(2027, 5, 6))
        assert lines(current().document) == {
            "emergency.breath": ("not a breath", "en", "2027-03-04"),
            "routine.often": ("very often", "en", "2027-05-06"),
        }

    def test_is_told_when_readers_of_a_translation_get_words_that_its_own_do_not_have(self, article):
        Article.objects.update(lead_en="A draft.")
        breath()
        [turkish] = publish(article, ["tr"], today=DAY)
        assert (turkish.kind, lines(turkish.document)["emergency.breath"][1]) == ("safety", "en")
        english = current("en")
        assert lines(english.document)["emergency.breath"] == ("no breath at all", "en", None)
        assert english.document["lead"]["text"] == "A lead."

    def test_but_of_nothing_else_that_only_its_draft_says(self, article):
        breath()
        PreventionEntry.objects.filter(key="quinine").update(name_en="No quinine", name_tr="Kinin yok")
        publish(article, ["tr"], notes={"tr": "Kinin yok."}, today=DAY)
        [entry] = section(current("tr").document, "prevention")["do_not"]
        assert entry["name"] == {"text": "Kinin yok", "lang": "tr"}
        [entry] = section(current("en").document, "prevention")["do_not"]
        assert entry["name"] == {"text": "Do not take quinine", "lang": "en"}


class TestAnyOtherTextPublishedAsSafety:
    def test_is_a_safety_text_until_it_is_translated(self, article):
        Article.objects.update(lead_en="A new lead.", summary_en="A new point.\nAnother.")
        Cause.objects.update(explanation_en="It pours.")
        say(article)
        document = current().document
        assert document["lead"] == {"text": "A new lead.", "lang": "en", "safety_since": "2027-01-02"}
        assert [(each["text"], each["safety_since"]) for each in document["summary"]] == [
            ("A new point.", "2027-01-02"),
            ("Another.", "2027-01-02"),
        ]
        [group] = section(document, "causes")["groups"]
        assert [group["name"]["lang"], group["entries"][0]["explanation"]["lang"]] == ["tr", "en"]
        assert not differs(fresh(article), "tr", current())
        Article.objects.update(lead_tr="Yeni giriş.", summary_tr="Yeni nokta.\nBaşka.")
        Cause.objects.update(explanation_tr="Boşalır.")
        [turkish] = publish(article, ["tr"])
        assert "safety_since" not in str(turkish.document)
        assert not any(each.safety for each in freshness.table(fresh(article)) if each.place in ("lead", "summary"))

    def test_a_later_wording_of_it_goes_to_the_same_readers(self, article):
        Article.objects.update(lead_en="A new lead.")
        say(article)
        Article.objects.update(lead_en="A newer lead.")
        publish(article, ["en"])
        assert current().document["lead"]["text"] == "A newer lead."

    def test_a_text_that_only_kept_it_company_in_the_draft_is_not_replaced(self, article):
        Article.objects.update(title_en="Better title")
        publish(article, ["en"])
        Article.objects.update(lead_en="A new lead.")
        say(article)
        assert (current().document["title"]["lang"], current().document["lead"]["lang"]) == ("tr", "en")

    def test_named_languages_need_no_second_note_for_a_text_that_waits_for_its_translation(self, article):
        Article.objects.update(lead_en="A new lead.")
        english, turkish = say(article, ["en", "tr"])
        assert (english.note, turkish.note.startswith("Güvenlik bilgisi değişti.")) == ("Mind your breath.", True)
        assert turkish.document["lead"]["text"] == "A new lead."

    def test_new_and_removed_parts_come_and_go(self, article):
        article.causes.create(key="heat", name_en="Heat", group_en="Weather", position=50)
        article.sections.create(anchor="warning", heading_en="Warning", body_en="<p>Mind.</p>", position=15)
        Section.objects.filter(anchor="what").delete()
        say(article)
        document = current().document
        assert [each["anchor"] for each in document["sections"]] == ["warning", "causes", "prevention", "help"]
        warning = document["sections"][0]
        assert [warning["heading"]["safety_since"], warning["body"]["text"]] == ["2027-01-02", "<p>Mind.</p>"]
        groups = section(document, "causes")["groups"]
        assert [(group["name"]["text"], group["entries"][0]["name"]["lang"]) for group in groups] == [
            ("Sıvılar", "tr"),
            ("Weather", "en"),
        ]

    def test_it_survives_the_file_and_a_restored_version(self, article):
        Article.objects.update(lead_en="A new lead.")
        saved = content.keep_version(article)
        say(article)
        said = content.dump(fresh(article))
        assert said["safety_since"] == {"lead": {"tr": "2027-01-02"}}
        content.store(content.read(content.write(said)))
        content.restore(saved)
        assert compose(fresh(article), "tr")["lead"]["safety_since"] == "2027-01-02"


class TestReaders:
    def test_see_the_notice_before_the_text_each_in_its_language(self, client, article):
        breath()
        say(article)
        spoken = Page(client.get(TURKISH).text).spoken
        at = spoken.index(("en", "no breath at all"))
        assert spoken[at - 2 : at] == [
            ("tr", "2 Ocak 2027 tarihli güvenlik bilgisi"),
            ("tr", "Henüz Türkçeye çevrilmedi; bu, İngilizce metindir."),
        ]
        assert "nefes yok" not in Page(client.get(TURKISH).text).words()

    def test_no_longer_once_it_is_translated_and_published(self, client, article):
        breath()
        say(article)
        CareItem.objects.filter(key="breath").update(text_tr="hiç nefes yok")
        assert "güvenlik bilgisi" in client.get(TURKISH).text
        [edition] = publish(article, ["tr"], today=date(2027, 2, 3))
        assert (edition.kind, edition.document["updated"]) == ("wording", "2027-01-02")
        page = Page(client.get(TURKISH).text)
        assert ("tr", "hiç nefes yok") in page.spoken
        assert "tarihli güvenlik bilgisi" not in page.words()

    def test_nor_once_somebody_says_that_the_translation_holds(self, client, article):
        breath("no breath!")
        say(article)
        freshness.confirm(CareItem.objects.get(key="breath"), "text", "tr")
        publish(article, ["tr"])
        assert ("tr", "nefes yok") in Page(client.get(TURKISH).text).spoken

    def test_get_it_the_other_way_round_from_an_article_written_in_turkish_first(self, client, db):
        article = content.store(small(source_language="tr"))
        publish(article, ["en", "tr"])
        CareItem.objects.filter(key="breath").update(text_tr="hiç nefes yok")
        publish(article, ["tr"], kind="safety", notes={"tr": "Nefes."}, today=DAY)
        spoken = Page(client.get(ENGLISH).text).spoken
        at = spoken.index(("tr", "hiç nefes yok"))
        assert spoken[at - 2 : at] == [
            ("en", "Safety advice of 2 January 2027"),
            ("en", "Not translated into English yet; this is the Turkish text."),
        ]
        assert current("en").note == "Safety advice has changed. It is shown in Turkish until it has been translated."

    def test_cost_two_queries_at_most(self, client, article, django_assert_max_num_queries):
        breath()
        say(article)
        with django_assert_max_num_queries(2):
            client.get(TURKISH)
