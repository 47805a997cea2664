"""What the languages do not agree on keeps an article from going out, until it is mended or said to be right."""

import re
from typing import Any

import pytest
import yaml
from django.core.management import call_command

from articles import accord, content
from articles.fitness import NotFit
from articles.models import Article, CareItem, Cause, Edition
from articles.publishing import publish
from tests.conftest import FIRST_ARTICLE
from tests.desk import messages, page
from tests.making import small

pytestmark = pytest.mark.django_db

SAID = "Turkish: The languages do not agree in “Lead” (English: 10 mg | Turkish: 100 mg)."


def fresh(article: Article) -> Article:
    return Article.objects.with_everything().get(pk=article.pk)


def write(article: Article, **texts: str) -> Article:
    """Both languages in one save: the translation is current."""
    row = fresh(article)
    for name, text in texts.items():
        setattr(row, name, text)
    row.save()
    content.keep_version(row)
    return fresh(article)


@pytest.fixture
def apart(small_article: Article) -> Article:
    """An article whose lead says another dose in Turkish."""
    return write(small_article, lead_en="Take 10 mg.", lead_tr="100 mg alın.")


def numbers() -> list[tuple[str, int]]:
    return list(Edition.objects.current().order_by("language").values_list("language", "number"))


# --- Publishing ---


def test_the_first_article_has_no_open_question(draft):
    assert accord.open_questions(fresh(draft)) == []
    assert len(list(accord.pairs(fresh(draft)))) == 114


def test_languages_that_do_not_agree_do_not_go_out_together(apart):
    with pytest.raises(NotFit) as refusal:
        publish(apart, ["en", "tr"])
    assert [str(problem) for problem in refusal.value.problems] == [SAID]
    assert not Edition.objects.exists()


def test_one_language_alone_goes_out_until_readers_have_the_other(apart):
    assert [edition.language for edition in publish(apart, ["en"])] == ["en"]
    with pytest.raises(NotFit):
        publish(apart, ["tr"])
    assert numbers() == [("en", 1)]


def test_what_a_publisher_says_is_right_goes_out_and_is_kept_on_the_edition(apart):
    (found,) = accord.open_questions(apart)
    publish(apart, ["en", "tr"], right=[found.fingerprint])
    kept = [{"place": "lead", "texts": found.fingerprint, "only": {"en": ["10 mg"], "tr": ["100 mg"]}}]
    assert [edition.accepted for edition in Edition.objects.all()] == [kept, kept]


def test_what_was_said_to_be_right_is_not_asked_again_while_both_texts_stay(apart):
    publish(apart, ["en", "tr"], right=[accord.open_questions(apart)[0].fingerprint])
    other = write(apart, title_en="Other", title_tr="Öteki")
    assert accord.open_questions(other) == []
    publish(other, ["en", "tr"])
    assert [edition.accepted for edition in Edition.objects.current()] == [[], []]
    again = write(apart, lead_en="Take 10 mg now.", lead_tr="Şimdi 100 mg alın.")
    assert [found.place for found in accord.open_questions(again)] == ["lead"]


def test_a_stale_text_is_not_compared(small_article):
    write(small_article, lead_en="Take 10 mg.", lead_tr="10 mg alın.")
    stale = write(small_article, lead_en="Take 20 mg.")
    assert accord.open_questions(stale) == []
    publish(stale, ["en", "tr"])
    assert numbers() == [("en", 1), ("tr", 1)]


def test_a_safety_fix_of_one_language_waits_for_no_other(small_article):
    publish(small_article, ["en", "tr"])
    apart = write(small_article, lead_en="Take 10 mg.", lead_tr="100 mg alın.")
    with pytest.raises(NotFit):
        publish(apart, ["en"], kind="content", notes={"en": "Another dose."})
    publish(apart, ["en"], kind="safety", notes={"en": "Another dose."})
    assert ("en", 2) in numbers()
    with pytest.raises(NotFit):
        publish(write(apart, title_en="x", title_tr="y"), ["en", "tr"], kind="safety", notes={"en": "a", "tr": "b"})


@pytest.mark.parametrize(("model", "field"), [(Cause, "explanation"), (CareItem, "text")])
def test_parts_are_compared_as_the_article_is(small_article, model, field):
    row = model.objects.first()
    setattr(row, f"{field}_en", "after 5 minutes")
    setattr(row, f"{field}_tr", "5 saatten sonra")
    row.save()
    assert [found.words for found in accord.open_questions(fresh(small_article))] == [
        {"en": ["5 minutes"], "tr": ["5 saatten"]}
    ]


# --- The publish page ---


def test_the_page_shows_both_texts_side_by_side_and_offers_a_tick(desk, apart):
    shown = desk.get(page("publish", apart)).text
    found = accord.open_questions(apart)[0]
    sides = re.findall(r'<p class="side" lang="(\w+)">(.*?)</p>', shown)
    assert [(code, re.sub(r"<span.*?</span>|<.*?>", "", side)) for code, side in sides] == [
        ("en", "Take 10 mg."),
        ("tr", "100 mg alın."),
    ]
    assert re.findall(r"<mark>.*?</span>(.*?)<span", shown) == ["10 mg", "100 mg"]
    assert re.findall(r'name="right" value="(\w+)"', shown) == [found.fingerprint]


def test_the_page_refuses_what_does_not_agree_and_takes_it_with_the_tick(desk, apart, editor):
    address, sent = page("publish", apart), {"languages": ["en", "tr"], "kind": "wording"}
    refused = desk.post(address, sent)
    assert (refused.status_code, [str(words) for words in refused.context["refusal"]]) == (422, [SAID])

    found = accord.open_questions(apart)[0]
    nobody = desk.post(address, sent | {"right": ["0000000000000000"]})
    assert (nobody.status_code, Edition.objects.count()) == (422, 0)
    taken = desk.post(address, sent | {"right": [found.fingerprint]}, follow=True)
    assert messages(taken) == ["Published in English: edition 1.", "Published in Turkish: edition 1."]
    assert {edition.published_by for edition in Edition.objects.all()} == {editor}


def test_a_page_without_disagreements_does_not_speak_of_them(desk, small_article):
    assert "disagreements" not in desk.get(page("publish", small_article)).text


# --- Loading a file ---


def load(tmp_path: Any, capsys: Any, *more: str, **changes: Any) -> list[str]:
    path = tmp_path / "article.yaml"
    path.write_text(yaml.safe_dump(small(**changes), allow_unicode=True))
    call_command("load_article", str(path), *more)
    return capsys.readouterr().out.replace(f"{path}: ", "").splitlines()


DOSES = {"lead": {"en": "Take 10 mg.", "tr": "100 mg alın."}}


def test_loading_warns_and_never_blocks(tmp_path, capsys):
    swapped = {"en": "Doktorunuza sormadan ilacı bırakmayın.", "tr": "Bir giriş."}
    assert load(tmp_path, capsys, lead=swapped) == [
        "loaded small",
        "warning: “Lead” (English) seems to be in another language: Doktorunuza sormadan ilacı bırakmayın",
    ]
    same = dict.fromkeys(("en", "tr"), "serum creatine kinase level")
    assert load(tmp_path, capsys, lead=same)[1:] == ["warning: “Lead” is the same in both languages"]
    words = "The languages do not agree in “Lead” (English: 10 mg | Turkish: 100 mg)."
    assert load(tmp_path, capsys, **DOSES)[1:] == [f"warning: {words}"]


def test_loading_the_first_article_warns_of_nothing(capsys):
    call_command("load_article", str(FIRST_ARTICLE))
    assert capsys.readouterr().out.splitlines() == [f"{FIRST_ARTICLE}: loaded muscle-spasm"]


def test_loading_publishes_the_source_and_says_why_the_translation_waits(tmp_path, capsys):
    said = load(tmp_path, capsys, "--publish", **DOSES)
    assert said[2:] == ["small: published en edition 1", f"small: not published: {SAID}"]


def test_loading_publishes_nothing_new_where_readers_have_both_languages(tmp_path, capsys):
    load(tmp_path, capsys, "--publish")
    assert load(tmp_path, capsys, "--publish", **DOSES)[2:] == [f"small: not published: {SAID}"]
    assert numbers() == [("en", 1), ("tr", 1)]
