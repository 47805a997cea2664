"""Files for translators outside the house: out, filled in, and back."""

import io
from copy import deepcopy
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from articles import content, exchange, freshness, places
from articles.marks import fingerprint
from articles.models import Article, Edition, Version
from articles.publishing import publish
from tests.making import small

pytestmark = pytest.mark.django_db


def whole() -> Article:
    return Article.objects.with_everything().get()


@pytest.fixture
def waiting(small_article: Article) -> Article:
    """Its lead and a line of a care card are stale, and its first section's text is missing."""
    article = whole()
    article.lead_en = "Another lead."
    article.save()
    article.care.filter(key="breath").update(text_en="no breath at all")
    article.sections.filter(anchor="what").update(body_tr="")
    content.keep_version(article)
    return whole()


def states(*which: str) -> dict[str, str]:
    found = {each.place: each.state for each in freshness.table(whole())}
    return {place: state for place, state in found.items() if (place in which if which else state != "current")}


def sent(article: Article, **more: Any) -> dict[str, Any]:
    """The file as a translator gets it, read as it will be when it comes back."""
    return content.parse(exchange.write(exchange.sheet(article, "tr", **more)))


def fill(sheet: dict[str, Any], **texts: Any) -> dict[str, Any]:
    for entry in sheet["texts"]:
        if entry["place"].replace(".", "__") in texts:
            entry["tr"] = texts[entry["place"].replace(".", "__")]
    return sheet


def back(sheet: dict[str, Any]) -> exchange.Taken:
    return exchange.take(exchange.check(deepcopy(sheet)), remark="back")


LINE, BODY = "care__emergency__breath__text", "sections__what__body"


STRANGE = "This article never said here what the file was made from. Is it a file of another article?"


# --- Out ---


def test_stale_and_missing_texts_go_out_beside_their_source_with_safety_first(waiting):
    assert sent(waiting) == {
        "translation_of": "small",
        "from": "en",
        "into": "tr",
        "texts": [
            {
                "place": "care.emergency.breath.text",
                "where": "Yardım kartları › acil › nefes yok",
                "state": "stale",
                "safety": True,
                "source_was": "no breath",
                "en": "no breath at all",
                "tr": "nefes yok",
                "still_holds": False,
                "fingerprints": {"en": fingerprint("no breath at all"), "tr": fingerprint("nefes yok")},
            },
            {
                "place": "lead",
                "where": "Giriş",
                "state": "stale",
                "source_was": "A lead.",
                "en": "Another lead.",
                "tr": "Bir giriş.",
                "still_holds": False,
                "fingerprints": {"en": fingerprint("Another lead."), "tr": fingerprint("Bir giriş.")},
            },
            {
                "place": "sections.what.body",
                "where": "Bölümler › Ne › metin",
                "state": "missing",
                "en": "<p>It is <strong>small</strong>.</p>",
                "tr": "…",
                "fingerprints": {"en": fingerprint("<p>It is <strong>small</strong>.</p>")},
            },
        ],
    }


def test_the_file_says_what_to_do_in_the_translators_language(waiting):
    written = exchange.write(exchange.sheet(waiting, "tr"))
    assert written.startswith("# Çevrilecek metinler: İngilizce → Türkçe.")
    assert "\n  tr: >-\n    …\n" in written
    Article.objects.update(source_language="tr")
    written = exchange.write(exchange.sheet(whole(), "en"))
    assert written.startswith("# Texts to translate from Turkish into English")


def test_nothing_goes_out_where_nothing_waits_unless_everything_is_asked_for(small_article):
    assert sent(whole())["texts"] == []
    every = [each.place for each in freshness.table(whole()) if each.source]
    assert sorted(entry["place"] for entry in sent(whole(), everything=True)["texts"]) == sorted(every)


# --- Back ---


def test_what_was_filled_in_is_current_and_nothing_else(waiting):
    taken = back(fill(sent(waiting), **{LINE: "hiç nefes yok", BODY: "<p>O <strong>küçük</strong>tür.</p>"}))
    assert states() == {"lead": "stale"}
    assert [(each.place, each.text, each.state) for each in taken.stored] == [
        ("care.emergency.breath.text", "hiç nefes yok", "current"),
        ("sections.what.body", "<p>O <strong>küçük</strong>tür.</p>", "current"),
    ]
    assert (taken.kept_back, Version.objects.first().remark) == ([], "back")
    assert not Edition.objects.exists()


def test_an_untouched_file_changes_nothing_and_keeps_no_version(waiting):
    before = content.dump(waiting), Version.objects.count()
    assert back(sent(waiting)) == exchange.Taken(waiting)
    assert (content.dump(whole()), Version.objects.count()) == before


def test_the_same_file_twice_is_the_same_file_once(waiting):
    filled = fill(sent(waiting), lead="Başka bir giriş.", **{LINE: "hiç nefes yok"})
    back(filled)
    before = content.dump(whole()), Version.objects.count()
    assert back(filled) == exchange.Taken(whole())
    assert (content.dump(whole()), Version.objects.count()) == before


def test_a_translation_that_still_holds_is_said_to(waiting):
    sheet = sent(waiting)
    sheet["texts"][1]["still_holds"] = True
    assert [each.place for each in back(sheet).stored] == ["lead"]
    assert states("lead") == {"lead": "current"}


def test_a_translation_of_what_the_source_no_longer_says_is_stored_and_stale(waiting):
    sheet = fill(sent(waiting), lead="Başka bir giriş.")
    Article.objects.update(lead_en="A third lead.")
    (stored,) = back(sheet).stored
    assert (stored.text, stored.state) == ("Başka bir giriş.", "stale")
    assert freshness.source_when_made(whole(), "lead", "tr") == "Another lead."


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda entry: Article.objects.update(lead_tr="Masadaki giriş."), "The desk has another translation by now"),
        (lambda entry: Article.objects.update(lead_en=""), "The article has no such text any more."),
        (lambda entry: entry.update(en="A lead of the file."), "The source's text in the file is not the one"),
        (lambda entry: entry.update(tr=""), "The file has no translation here; the desk's stays."),
    ],
)
def test_what_cannot_be_stored_is_kept_back_with_the_reason(waiting, change, why):
    sheet = fill(sent(waiting), lead="Başka bir giriş.", **{LINE: "hiç nefes yok"})
    change(sheet["texts"][1])
    taken = back(sheet)
    [kept] = taken.kept_back
    assert (kept.place, kept.text) == ("lead", sheet["texts"][1]["tr"])
    assert kept.why.startswith(why)
    assert [each.place for each in taken.stored] == ["care.emergency.breath.text"]
    assert whole().lead_tr != "Başka bir giriş."


def test_a_text_that_has_gone_is_kept_back(waiting):
    sheet = fill(sent(waiting), **{LINE: "hiç nefes yok"})
    waiting.care.filter(key="breath").delete()
    assert [(kept.place, kept.text) for kept in back(sheet).kept_back] == [
        ("care.emergency.breath.text", "hiç nefes yok")
    ]


def test_prose_needs_its_tags(waiting):
    [kept] = back(fill(sent(waiting), **{BODY: "O küçük."})).kept_back
    assert kept.why == "Expected the tags of its source, such as <p>…</p>."


def test_whether_a_translation_still_holds_is_open_when_its_source_has_changed_again(waiting):
    sheet = sent(waiting)
    sheet["texts"][1]["still_holds"] = True
    Article.objects.update(lead_en="A third lead.")
    assert [kept.place for kept in back(sheet).kept_back] == ["lead"]
    assert states("lead") == {"lead": "stale"}


def refused(sheet: dict[str, Any]) -> list[tuple[str, str]]:
    before = {article.key: content.dump(article) for article in Article.objects.with_everything()}
    with pytest.raises(content.Refused) as refusal:
        back(sheet)
    assert {article.key: content.dump(article) for article in Article.objects.with_everything()} == before
    return refusal.value.places


def test_a_file_of_another_article_or_language_is_refused_whole(waiting):
    other = small(key="other", slug={"en": "other", "tr": "oteki"}, lead={"en": "Of the other.", "tr": "Ötekinin."})
    content.store(other)
    sheet = fill(sent(waiting), lead="Başka bir giriş.", **{LINE: "hiç nefes yok"})
    assert refused(sheet | {"translation_of": "other"}) == [("texts[0]", STRANGE), ("texts[1]", STRANGE)]
    assert refused(sheet | {"translation_of": "nobody"}) == [
        ("translation_of", "There is no article with the key nobody.")
    ]
    assert refused(sheet | {"from": "tr"})[0] == ("into", "Expected another language than that of the source.")
    assert refused(sheet | {"into": "de"}) == [("into", "Must be one of: en, tr.")]
    Article.objects.filter(key="small").update(source_language="tr")
    assert refused(sheet) == [("from", "Expected tr, which the article is written first in.")]


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"place": "lead.nowhere"}, "texts[1]", STRANGE),
        ({"place": "care.emergency.breath.text"}, "texts[1].place", "care.emergency.breath.text stands here twice."),
        ({"tr": 1.5}, "texts[1].tr", "Expected a text; a number or a date needs quotes."),
        ({"tr": "a\x00b"}, "texts[1].tr", "Expected letters; this text holds a sign that is none."),
        ({"colour": "red"}, "texts[1].colour", "No such key is known here."),
        ({"fingerprints": {}}, "texts[1].fingerprints", "The fingerprint of the source's text (en) is missing."),
        ({"fingerprints": {"en": "short"}}, "texts[1].fingerprints.en", "Expected 16 digits and letters."),
        ({"still_holds": "perhaps"}, "texts[1].still_holds", "Not a valid boolean."),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_place_and_what_was_expected(waiting, change, place, words):
    sheet = fill(sent(waiting), **{LINE: "hiç nefes yok"})
    sheet["texts"][1] |= change
    assert refused(sheet) == [(place, words)]


def test_what_no_row_takes_is_refused_with_its_place(waiting):
    Article.objects.update(title_en="A title")
    sheet = fill(sent(whole()), title="x" * 151, **{LINE: "hiç nefes yok"})
    assert refused(sheet) == [("title.tr", "Ensure this value has at most 150 characters (it has 151).")]


# --- The law ---

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(str.strip)
sources = st.lists(st.sampled_from(["title", "lead", "summary", "topic.name", BODY.replace("__", "."),
                                    "causes.sweat.group", "prevention.quinine.name", "care.routine.often.text",
                                    "sources.basis.basis_by"]), unique=True)  # fmt: skip


@given(sources, st.lists(st.tuples(st.integers(0, 30), words.filter(bool)), max_size=6), st.booleans())
def test_out_and_filled_in_and_back_makes_exactly_those_texts_current(left_behind, written, everything):
    with transaction.atomic():
        content.store(small())
        later = small()
        for place in left_behind:
            part, name = places.holders(later)[place]
            part[name] |= {"en": ["New."] if place == "summary" else "<p>New.</p>" if "body" in place else "New."}
        content.store(later)
        sheet = sent(whole(), everything=everything)
        assert {entry["place"] for entry in sheet["texts"]} >= set(left_behind) == states().keys()
        filled = {}
        for number, text in written:
            if sheet["texts"]:
                entry = sheet["texts"][number % len(sheet["texts"])]
                text = f"<p>{text.replace('<', '').replace('&', '') or 'x'}</p>" if "body" in entry["place"] else text
                if fingerprint(text) not in ("", fingerprint("…"), entry["fingerprints"].get("tr")):
                    entry["tr"] = [text] if entry["place"] == "summary" else text
                    filled[entry["place"]] = fingerprint(text)
        returned = content.parse(exchange.write(sheet))
        assert returned == sheet
        taken = back(returned)
        assert taken.kept_back == []
        assert {each.place for each in taken.stored} == filled.keys()
        assert states().keys() == set(left_behind) - filled.keys()
        transaction.set_rollback(True)


# --- At the command line ---


def call(*arguments: str) -> tuple[str, list[str], str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*arguments, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue().splitlines(), str(error)
    return out.getvalue(), err.getvalue().splitlines(), ""


def test_a_file_goes_out_and_comes_back_by_the_commands(waiting, tmp_path):
    publish(waiting, ["en", "tr"])
    waiting.sections.filter(anchor="what").update(heading_en="What it is")
    written, *_nothing = call("dump_article", "small", "--only", "tr")
    assert Version.objects.first().remark == "given to a translator"
    path = tmp_path / "small.tr.yaml"
    path.write_text(
        written.replace("nefes yok", "10 kez hiç nefes yok").replace("tr: >-\n    Bir giriş.", "tr: Başka.")
    )
    Article.objects.update(lead_en="A third lead.")
    editions = Edition.objects.count()
    assert call("load_article", str(path), "--publish") == (
        f"{path}: small: stored in tr: 2\n"
        f"{path}: “Lead”: stored, and stale: its source has changed since the file was made\n"
        f"{path}: warning: The languages do not agree in “Care cards › emergency › no breath at all” "
        "(English: – | Turkish: 10).\n",
        [],
        "",
    )
    assert Edition.objects.count() == editions
    assert Version.objects.first().remark == "translated, from small.tr.yaml"
    Article.objects.update(lead_tr="Masadaki giriş.")
    path.write_text(written.replace("tr: >-\n    Bir giriş.", "tr: Yine başka."))
    assert call("load_article", str(path)) == (
        f"{path}: small: stored in tr: 0\n",
        [f"{path}: lead: The desk has another translation by now, which stays. Not stored: Yine başka."],
        "Not stored, see above: 1",
    )


def test_the_command_says_what_it_cannot_give_out(waiting):
    assert call("dump_article", "small", "--only", "en")[2] == (
        "small is written first in en: nothing is translated into it."
    )
    assert call("dump_article", "small", "--all")[2].startswith("--all belongs to --only")
    assert len(content.parse(call("dump_article", "small", "--only", "tr", "--all")[0])["texts"]) == 18
