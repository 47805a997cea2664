"""At the desk: a text that seems to be in the wrong language is asked about beside its box, and a tick lets it pass."""

import re

import pytest
from django.urls import reverse

from articles.models import Topic, Version
from tests.desk import dump, errors_on
from tests.posting import add_part, fields_of

pytestmark = pytest.mark.django_db

TURKISH = "Doktorunuza sormadan ilacı bırakmayın."
ENGLISH = "Do not stop the medicine without asking your doctor."
TICK = re.compile(r'<input type="checkbox" name="([^"]+-as-it-is)" value="([^"]*)">')


def asked_in(response) -> dict[str, str]:
    """The ticks that the page offers: name and value."""
    return dict(TICK.findall(response.text))


@pytest.mark.parametrize(
    ("box", "text"),
    [
        ("lead_en", TURKISH),
        ("lead_tr", ENGLISH),
        ("summary_en", f"Drink water.\n{TURKISH}"),
        ("sections-0-body_en", f"<p>Rest.</p><ul><li><p>{TURKISH}</p></li></ul>"),
        ("causes-0-explanation_tr", ENGLISH),
        ("prevention-1-name_en", TURKISH),
        ("care-0-text_tr", ENGLISH),
        ("sources-0-basis_by_tr", ENGLISH),
    ],
)
def test_a_text_in_the_wrong_box_is_asked_about_and_its_tick_lets_it_pass(save, form, small_article, box, text):
    before = dump(small_article)
    asked = save(**{box: text})
    ticks = asked_in(asked)

    assert (asked.status_code, list(ticks)) == (422, [f"{box}-as-it-is"])
    assert len(errors_on(asked)) == 1
    assert (dump(small_article), Version.objects.count()) == (before, 1)
    assert save(form() | {box: text} | ticks).status_code == 302
    assert Version.objects.count() == 2


def test_the_question_names_the_sentence_and_the_language_in_the_words_of_the_desk(save):
    said = (
        'This box is for another language. Is this in Turkish? <q lang="tr">Doktorunuza sormadan ilacı bırakmayın</q>'
    )
    assert said in save(lead_en=f"Rest. {TURKISH}").text
    turkish = save(lead_en=TURKISH, headers={"accept-language": "tr"}).text
    assert "Bu kutu başka bir dil içindir. Bu metin Türkçe mi?" in turkish


def test_what_was_saved_as_it_is_is_not_asked_about_again_while_it_stays_the_same(save, form):
    ticks = asked_in(save(lead_en=TURKISH))
    save(form() | {"lead_en": TURKISH} | ticks)
    assert save(title_en="Another title").status_code == 302
    assert save(lead_en=f"{TURKISH} Bol su için ve dinlenin.").status_code == 422


def test_a_tick_is_for_one_text_and_not_for_the_next(save, form):
    ticks = asked_in(save(lead_en=TURKISH))
    assert save(form() | {"lead_en": "Bol su için ve hemen dinlenin."} | ticks).status_code == 422


def test_the_same_text_in_both_boxes_is_asked_about(save, form):
    words = "vitamin creatine kinase serum electrolyte"
    asked = save(lead_en=words, lead_tr=words)
    assert "Both languages have the same text. Is this in English?" in asked.text
    assert sorted(asked_in(asked)) == ["lead_en-as-it-is", "lead_tr-as-it-is"]
    assert save(form() | {"lead_en": words, "lead_tr": words} | asked_in(asked)).status_code == 302


@pytest.mark.parametrize(
    "texts",
    [
        {"title_en": "COVID-19", "title_tr": "COVID-19"},
        {
            "credited_to_en": "NP İstanbul Hastanesi Yayın Kurulu",
            "credited_to_tr": "NP İstanbul Hastanesi Yayın Kurulu",
        },
        {"causes-0-name_en": "Helicobacter pylori", "causes-0-name_tr": "Helicobacter pylori"},
        {"search_words_en": "bacak krampı neden olur gece", "search_words_tr": "why do my legs cramp"},
    ],
)
def test_names_short_texts_and_the_words_that_patients_use_pass(save, texts):
    assert save(**texts).status_code == 302


def test_a_new_part_is_asked_about_as_well(save, form):
    fields = add_part(form(), "causes", key="new", name_en="New", explanation_en=TURKISH)
    asked = save(fields)
    assert list(asked_in(asked)) == ["causes-1-explanation_en-as-it-is"]


def test_a_topics_name_is_asked_about(desk, small_article):
    address = reverse("admin:articles_topic_change", args=[small_article.topic.pk])
    sent = fields_of(desk.get(address).text, "topic_form") | {"name_en": "Kaslar, eklemler ve kemikler için"}
    asked = desk.post(address, sent)
    assert (asked.status_code, list(asked_in(asked))) == (422, ["name_en-as-it-is"])
    assert desk.post(address, sent | asked_in(asked)).status_code == 302
    assert Topic.objects.get().name_en == "Kaslar, eklemler ve kemikler için"


def test_the_words_of_a_question_are_shown_as_text(save):
    asked = save(lead_en="<script>alert(1)</script> doktorunuza sormadan ilacı bırakmayın")
    assert "<script>alert" not in asked.text
    assert "&lt;script&gt;alert(1)" in asked.text
