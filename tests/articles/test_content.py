import json
from copy import deepcopy

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from articles import content, freshness
from articles.marks import fingerprint
from articles.models import Article, CareItem, Cause, Section, Source, Topic, Version
from articles.publishing import publish
from tests.conftest import FIRST_ARTICLE
from tests.making import small

pytestmark = pytest.mark.django_db


def refused(loaded):
    with pytest.raises(content.Refused) as refusal:
        content.store(content.check(loaded))
    return refusal.value.places


def test_the_first_article_comes_back_as_it_was_written(first_dump):
    assert content.dump(content.store(first_dump)) == first_dump


def test_a_dump_written_as_a_file_reads_back_equal(draft):
    said = content.dump(draft)
    assert content.read(content.write(said)) == said


def test_the_file_in_the_repository_is_read_like_its_dump(first_dump):
    assert content.read(content.write(first_dump)) == content.read(FIRST_ARTICLE.read_bytes())


def test_loading_twice_changes_nothing_and_keeps_one_version():
    first = content.store(small())
    ids = [
        list(rows.values_list("pk", flat=True)) for rows in (first.sections, first.causes, first.care, first.sources)
    ]
    again = content.store(small())
    assert [
        list(rows.values_list("pk", flat=True)) for rows in (again.sections, again.causes, again.care, again.sources)
    ] == ids
    assert [version.dump for version in Version.objects.all()] == [content.dump(again)]


def test_loading_updates_by_key_and_removes_what_is_gone():
    before = content.store(small())
    kept = before.causes.get().pk
    changed = small()
    changed["causes"][0]["name"]["en"] = "Much sweat"
    changed["causes"].insert(0, {"key": "new", "name": {"en": "New"}})
    del changed["care"][1], changed["sections"][0]
    after = content.store(changed)
    assert list(after.causes.values_list("key", "name_en")) == [("new", "New"), ("sweat", "Much sweat")]
    assert after.causes.get(key="sweat").pk == kept
    assert list(after.care.values_list("urgency", "key")) == [("emergency", "breath")]
    assert list(after.sections.values_list("anchor", flat=True)) == ["causes", "prevention", "help"]


def test_once_published_the_date_readers_see_is_moved_by_editions_and_not_by_files():
    article = content.store(small(updated="2026-11-25"))
    content.store(small(updated="2026-11-26"))
    assert str(Article.objects.get().updated) == "2026-11-26"
    publish(article, ["en"])
    content.store(small(updated="2026-11-27"))
    assert str(Article.objects.get().updated) == "2026-11-26"


def test_two_sections_may_exchange_their_kinds():
    content.store(small())
    changed = small()
    changed["sections"][1]["kind"], changed["sections"][2]["kind"] = "prevention", "causes"
    content.store(changed)
    kinds = Section.objects.values_list("anchor", "kind")
    assert list(kinds) == [("what", "text"), ("causes", "prevention"), ("prevention", "causes"), ("help", "help")]


def test_the_basis_may_move_to_another_source():
    content.store(small())
    content.store(small(based_on={"source": "second"}))
    assert list(Source.objects.values_list("key", "is_basis", "basis_created")) == [
        ("basis", False, None),
        ("second", True, None),
    ]


def test_only_the_source_language_is_needed():
    one_language = json.loads(json.dumps(small(next_review=None)), object_hook=lambda part: without_turkish(part))
    article = content.store(content.check(one_language))
    assert (article.slug_tr, article.title_tr) == (None, "")
    assert content.dump(article)["title"] == {"en": "Small article"}


def without_turkish(part):
    return {name: value for name, value in part.items() if name != "tr"}


def test_an_article_may_be_written_in_turkish_first():
    turkish_first = small(source_language="tr")
    assert content.dump(content.store(content.check(turkish_first)))["source_language"] == "tr"


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"colour": "red"}, "colour", "No such key is known here."),
        ({"title": {"de": "Klein"}}, "title.de", "Expected a language: en, tr."),
        ({"title": {"tr": "Küçük"}}, "title", "The text in the source language (en) is missing."),
        ({"title": {"en": ""}}, "title.en", "Expected a text, found nothing."),
        ({"title": "Small"}, "title", "Not a valid mapping type."),
        (
            {"slug": {"en": "Not A Slug"}},
            "slug.en",
            "Expected small letters, digits and hyphens, such as muscle-spasm.",
        ),
        ({"updated": "yesterday"}, "updated", "Not a valid date."),
        ({"sections": []}, "sections", "Shorter than minimum length 1."),
        ({"lead": None}, "lead", "Missing data for required field."),
        ({"source_language": "de"}, "source_language", "Must be one of: en, tr."),
        ({"based_on": {"source": "nobody"}}, "based_on.source", "nobody is not among the sources of this article."),
        ({"updated": "2020-01-01"}, "file", "An article cannot be updated before it was first published."),
        (
            {"title": {"en": "x" * 151, "tr": "x"}},
            "title.en",
            "Ensure this value has at most 150 characters (it has 151).",
        ),
    ],
)
def test_a_wrong_value_is_refused_with_its_place_and_what_was_expected(changes, place, words):
    assert refused(small(**changes)) == [(place, words)]
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("path", "value", "place", "words"),
    [
        (
            ["causes", 0, "evidence"],
            "sure",
            "causes[0].evidence",
            "Expected one of: well-supported, possible, not-shown, may-harm.",
        ),
        (["causes", 0, "sources"], ["nobody"], "causes[0].sources", "nobody is not among the sources of this article."),
        (["causes", 0, "name"], {"tr": "Ter"}, "causes[0].name", "The text in the source language (en) is missing."),
        (["prevention", 1, "key"], "drink", "prevention", "drink stands here 2 times."),
        (["prevention", 0, "advice"], "maybe", "prevention[0].advice", "Expected one of: do, do-not."),
        (["care", 1, "urgency"], "emergency", "care", "emergency stands here 2 times."),
        (
            ["care", 0, "items", 0, "text"],
            {},
            "care[0].items[0].text",
            "The text in the source language (en) is missing.",
        ),
        (
            ["sections", 0, "anchor"],
            "call",
            "sections[0].anchor",
            "call is an anchor of the page's own; choose another.",
        ),
        (["sections", 2, "kind"], "causes", "sections", "There can be one section of the kind causes, found 2."),
        (["sections", 0], "text", "sections[0]", "Expected keys with values here."),
        (["sources", 0, "url"], "javascript:alert(1)", "sources[0].url", "Not a valid URL."),
        (["sources", 0, "year"], "2021", "sources[0].year", "Not a valid integer."),
        (["topic", "key"], "a\x00b", "topic.key", "Expected small letters, digits and hyphens, such as muscle-spasm."),
        (
            ["sections", 0, "anchor"],
            "source-1",
            "sections[0].anchor",
            "source-1 is an anchor of the page's own; choose another.",
        ),
        (["topic", "name", "en"], "\ud800", "topic.name.en", "Expected letters; this text holds a sign that is none."),
        (["topic", "name", "en"], "a\x00b", "topic.name.en", "Expected letters; this text holds a sign that is none."),
    ],
)
def test_a_wrong_part_is_refused_and_nothing_of_the_file_is_stored(path, value, place, words):
    wrong = small()
    at = wrong
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    assert refused(wrong) == [(place, words)]
    assert not Article.objects.exists()
    assert not Topic.objects.exists()


def test_a_refusal_late_in_the_file_leaves_an_older_article_untouched():
    content.store(small())
    said = content.dump(Article.objects.get())
    changed = small(title={"en": "Another title"})
    changed["causes"][0]["name"]["en"] = "x" * 201
    assert refused(changed) == [("causes[0].name.en", "Ensure this value has at most 200 characters (it has 201).")]
    assert content.dump(Article.objects.with_everything().get()) == said


def test_an_address_that_another_article_has_is_refused():
    content.store(small())
    assert refused(small(key="other")) == [
        ("file", "Another article has this English address. Another article has this Turkish address.")
    ]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("key: [unclosed", "This is not YAML"),
        ("a: 1\na: 2", "a stands twice"),
        ("- a list", "Expected the keys of an article."),
        ("", "Expected the keys of an article."),
        ("updated: 2026-13-45", "This is not YAML"),
        (b"\xff\xfe\xfa", "This is not YAML"),
        ("!!python/object/apply:os.system [ls]", "This is not YAML"),
        ("? [a, b]\n: c", "This is not YAML"),
        ("[" * 3000, "This is not YAML"),
        ("!!bool maybe", "This is not YAML"),
        ("!!timestamp abc", "This is not YAML"),
        ("!!map [a]", "This is not YAML"),
        ("!!int ''", "This is not YAML"),
    ],
)
def test_what_is_no_article_is_refused_as_a_file(written, words):
    with pytest.raises(content.Refused) as refusal:
        content.read(written)
    [(place, said)] = refusal.value.places
    assert place == "file"
    assert words in said


def test_a_script_in_every_text_is_stored_as_harmless_words_or_cleaned_away():
    attack = "<script>alert(1)</script>"
    wrong = json.loads(json.dumps(small()), object_hook=lambda part: attacked(part, attack))
    article = content.store(content.check(wrong))
    assert attack in article.title_en
    assert [section.body_en for section in article.sections.all() if section.body_en] == [
        "<p>It is <strong>small</strong>.</p>"
    ]


def attacked(part, attack):
    if set(part) == {"en", "tr"} and isinstance(part["en"], str) and " " in part["en"]:
        return {code: text + attack for code, text in part.items()}
    return part


class TestVersions:
    def test_every_change_keeps_a_version_and_no_change_keeps_none(self, editor):
        article = content.store(small(), by=editor, remark="loaded")
        content.keep_version(article, by=editor)
        article.title_en = "New"
        article.save()
        content.keep_version(article, by=editor, remark="typed")
        assert [(v.dump["title"]["en"], v.saved_by, v.remark) for v in article.versions.all()] == [
            ("New", editor, "typed"),
            ("Small article", editor, "loaded"),
        ]

    def test_restoring_brings_back_texts_and_leaves_dates_and_the_topics_name(self):
        article = content.store(small())
        old = article.versions.get()
        changed = small(title={"en": "New"}, updated="2026-12-01", next_review=None)
        changed["topic"]["name"]["en"] = "Muscles and joints"
        changed["causes"] = []
        content.store(changed)
        restored = content.dump(content.restore(old))
        wanted = deepcopy(old.dump) | {"updated": "2026-12-01"}
        wanted["topic"]["name"]["en"] = "Muscles and joints"
        wanted["topic"]["made_from"] = {"name": {"tr": fingerprint("Muscles")}}  # its Turkish name is older now
        del wanted["next_review"]
        assert restored == wanted

    def test_restoring_is_a_version_of_its_own(self):
        article = content.store(small())
        old = article.versions.get()
        content.store(small(title={"en": "New"}))
        content.restore(old)
        assert [version.remark for version in article.versions.all()] == [f"restored from version {old.pk}", "", ""]


key = st.from_regex(r"\A[a-z]{1,5}\Z")
said = st.text(alphabet="abc ığüşöçİ'’:#-<>&\"{}[]%", min_size=1, max_size=30).map(str.strip).filter(bool)


@given(st.lists(st.tuples(key, said, said), unique_by=lambda each: each[0], max_size=4), said)
def test_whatever_is_written_comes_back_from_the_file(entries, title):
    dump = small(title={"en": title, "tr": title})
    dump["causes"] = [{"key": key, "name": {"en": name}, "explanation": {"tr": told}} for key, name, told in entries]
    dump = {name: part for name, part in dump.items() if part}
    assert content.read(content.write(dump)) == content.check(dump)
    assert yaml.safe_load(content.write(dump))["title"]["en"] == title


def test_causes_in_the_rows_keep_their_order():
    causes = [{"key": letter, "name": {"en": letter}} for letter in "zyxabc"]
    content.store(small(causes=causes))
    assert [row.key for row in Cause.objects.all()] == list("zyxabc")


def test_what_the_desk_lets_in_can_be_written_down_and_read_again():
    content.store(small())
    Article.objects.update(summary_en="One.\n\n  \nTwo. ", search_words_en=" little\n")
    said = content.dump(Article.objects.get())
    assert (said["summary"]["en"], said["search_words"]["en"]) == (["One.", "Two."], ["little"])
    assert content.read(content.write(said)) == said


def test_restoring_leaves_the_article_in_its_present_topic():
    article = content.store(small())
    old = article.versions.get()
    content.store(small(topic={"key": "joints", "name": {"en": "Joints"}}))
    assert content.restore(old).topic.key == "joints"


class TestWhatADumpSaysOfFreshness:
    def stale(self):
        content.store(small())
        Article.objects.update(lead_en="Another lead.")
        Cause.objects.update(name_en="Much sweat")
        CareItem.objects.filter(key="breath").update(text_en="no breath at all")
        Source.objects.filter(key="basis").update(basis_by_en="A third board")
        return content.dump(Article.objects.with_everything().get())

    def test_only_what_is_stale_says_what_it_was_made_from(self):
        said = self.stale()
        assert said["made_from"] == {"lead": {"tr": fingerprint("A lead.")}}
        assert said["causes"][0]["made_from"] == {"name": {"tr": fingerprint("Sweat")}}
        assert said["care"][0]["items"][0]["made_from"] == {"text": {"tr": fingerprint("no breath")}}
        assert said["based_on"]["made_from"] == {"by": {"tr": fingerprint("Another Board")}}
        assert content.write(said).count("made_from") == 4

    def test_it_is_as_stale_where_it_is_loaded_anew(self):
        said = content.read(content.write(self.stale()))
        Article.objects.get().versions.all().delete()
        Article.objects.get().delete()
        article = content.store(said)
        assert content.dump(article) == said
        found = [each.place for each in freshness.table(article) if each.state == "stale"]
        assert found == ["lead", "sources.basis.basis_by", "causes.sweat.name", "care.emergency.breath.text"]

    def test_a_file_that_says_nothing_leaves_the_rows_marks_and_one_that_says_wins(self):
        said = self.stale()
        del said["made_from"]
        assert content.dump(content.store(said))["made_from"] == {"lead": {"tr": fingerprint("A lead.")}}
        said["made_from"] = {"lead": {"tr": fingerprint("Another lead.")}}
        assert "made_from" not in content.dump(content.store(said))

    def test_a_changed_translation_is_made_from_the_files_source(self):
        said = self.stale()
        del said["made_from"]
        said["lead"]["tr"] = "Başka giriş."
        assert "made_from" not in content.dump(content.store(said))

    def test_what_nobody_vouched_for_is_unknown_wherever_it_goes(self):
        content.store(small())
        Article.objects.update(made_from={})
        said = content.dump(Article.objects.with_everything().get())
        assert said["made_from"]["title"] == {"tr": "unknown"}
        assert content.dump(content.store(content.read(content.write(said)))) == said

    def test_a_restored_version_is_as_fresh_as_it_was(self):
        article = content.store(small())
        current = article.versions.first()
        self.stale()
        stale = content.keep_version(article)
        assert content.dump(content.restore(current)) == current.dump
        assert content.dump(content.restore(stale)) == stale.dump

    @pytest.mark.parametrize(
        ("said", "place", "words"),
        [
            ({"slug": {"tr": "unknown"}}, "made_from.slug.key", "Expected one of: title, lead, summary, credited_to."),
            ({"lead": {"tr": "yes"}}, "made_from.lead.value.tr", "Expected what a dump says here"),
            ({"lead": {"de": "unknown"}}, "made_from.lead.value.de", "Expected a language: en, tr."),
        ],
    )
    def test_what_no_dump_says_is_refused(self, said, place, words):
        [(found, complaint)] = refused(small(made_from=said))
        assert found == place
        assert complaint.startswith(words)
