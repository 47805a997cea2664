"""What is said of a text while it is written is what articles/readability.py says, for every text of an article."""

import pytest

from articles import content, freshness, marks, readability, seen
from articles.models import Article
from tests.browser.test_desk import article, complaints, live_server, page, window  # noqa: F401 - fixtures
from tests.conftest import FIRST_ARTICLE
from tests.desk import page as place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"en": readability.flesch_kincaid_grade, "tr": readability.atesman}
ODD = {
    "en": [
        "112 people, 1,000 of them 7.5 years old: 12% or %12 of MS and ACE. B6? It doesn't. “Really!” Good…",
        "Serious, trying, being: causes, needed, movement, whole muscle, linked; co-operate.\nA heading\n\nAn item",
        "<p>It is <strong>small</strong>\nand quiet.</p><ul><li><p>One &amp; two</p></li><li><p>Three.</p></li></ul>",
        "",
        "…",
        "<p></p>",
    ],
    "tr": [
        "112 kişi, %12'si 7,5 yaşında; 1000 kişi. MS ve AÇE. B6? Olmaz! İğne, ıhlamur, hâlâ… “Evet!” dedi.",
        "<h3>Başlık</h3><p>İki <em>söz</em>cük</p><ol><li><p>Bir.</p></li></ol>",
        "",
    ],
}
MEASURE = """async (asked) => {
  const { measure, blocksOf } = await import("/static/js/readability.js");
  return asked.map(([text, language]) => measure(blocksOf(text), language).number);
}"""


def measured(text, language):
    try:
        return RULES[language](seen.text(text).split("\n"))
    except ValueError:
        return None


def rounded(number):
    return number if number is None else round(number, 6)


def texts():
    """Every text of the first article, and some that are hard to measure."""
    stored = content.store(content.read(FIRST_ARTICLE.read_bytes()))
    table = freshness.table(Article.objects.with_everything().get(pk=stored.pk))
    found = [(marks.text_in(each.row, each.field, code), code) for each in table for code in marks.LANGUAGES]
    return found + [(text, code) for code, odd in ODD.items() for text in odd]


def test_both_measure_alike(page, live_server, article):  # noqa: F811
    page.goto(live_server.url + place("change", article))
    asked = texts()
    assert len(asked) > 150
    said = page.evaluate(MEASURE, asked)
    ours = [measured(*each) for each in asked]
    assert [each is None for each in said] == [each is None for each in ours]
    assert [round(each, 6) for each in said if each is not None] == [
        round(each, 6) for each in ours if each is not None
    ]


def test_the_line_under_a_box_follows_what_is_typed(page, live_server, article):  # noqa: F811
    page.goto(live_server.url + place("change", article))
    box = page.get_by_label("Lead (English)")
    line = box.locator(
        "xpath=ancestor::*[contains(@class, 'fieldBox')]/following-sibling::p[contains(@class, 'reading')]"
    )
    assert line.is_hidden()
    box.fill("You can walk and eat and drink as you like all day long.")
    assert "up to 8 is easy" in line.inner_text()
    box.fill("Pathophysiological considerations necessitate multidisciplinary pharmacological reevaluation. " * 3)
    assert "shorten sentences" in line.inner_text()
    box.fill("Short.")
    assert line.is_hidden()


def test_the_line_under_a_prose_editor_follows_too(page, live_server, article):  # noqa: F811
    page.goto(live_server.url + place("change", article))
    page.locator("#sections-0 summary").first.click()
    page.locator("#sections-0").get_by_role("textbox", name="Text (Turkish)").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Bol su için ve her gün biraz yürüyün, sonra iyice dinlenin ve uyuyun.")
    page.locator("#sections-0 .reading:visible").get_by_text("of 100").wait_for()
