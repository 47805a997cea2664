"""An editor's day at the desk, in a real browser, under the strict policy and without one complaint of the console."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import content
from articles.models import Edition, PreventionEntry, Section, Topic, Version
from articles.publishing import publish
from callbacks.models import CallRequest, Promise
from callbacks.notice import NOTICE_VERSION
from callbacks.references import digest_of, new_reference, new_token
from tests.browser.accessibility import violations
from tests.desk import dump
from tests.desk import page as place
from tests.making import numbered, small

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Django's own, on pages whose markup is its own: a search box whose label is a picture with the word "Search".
DJANGOS_OWN = "label-title-only"


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """Not before the database has its own file: the server would share, and close, the tests' connection in memory."""
    return live_server


@pytest.fixture
def article(transactional_db):
    stored = content.store(small())
    publish(stored, ["en", "tr"])
    return stored


@pytest.fixture
def complaints():
    """What the console and the policy have to complain about."""
    return []


@pytest.fixture(scope="module")
def window(browser):
    """One browser window for all, so that its cache is warm."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(window, live_server, client, editor, complaints):
    """A page of the editor, who is logged in. At the end nothing was complained about."""
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies["session"].value
    window.clear_cookies()
    window.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    page = window.new_page()
    page.set_default_timeout(5000)
    page.on("console", lambda message: message.type in ("error", "warning") and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert complaints == []


@pytest.fixture
def opened(page, live_server, article):
    """The page with the article's form."""
    page.goto(live_server.url + place("change", article))
    page.get_by_role("textbox", name="Text (English)", include_hidden=True).first.wait_for(state="attached")
    return page


def prose(page, language, part="#sections-0"):
    return page.locator(part).get_by_role("textbox", name=f"Text ({language})")


def save(page):
    page.get_by_role("button", name="Save and continue editing").click()
    page.locator(".messagelist .success").wait_for()


def test_from_login_to_readers(page, window, live_server, article):
    window.clear_cookies()
    page.goto(live_server.url + "/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a password for tests")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Articles").last.click()
    page.locator(".state").first.wait_for()
    assert page.locator(".state").all_inner_texts() == ["published", "published"]
    page.get_by_role("link", name="Small article").click()
    page.get_by_label("Lead (English)").fill("A lead of today.")
    page.get_by_label("Lead (Turkish)").fill("Bugünün girişi.")
    page.get_by_role("button", name="Save and preview in Turkish").click()
    assert page.locator("html").get_attribute("lang") == "tr"
    page.get_by_text("Bugünün girişi.").wait_for()
    page.locator(".preview").get_by_role("link", name="Masaya dön").click()
    page.get_by_role("button", name="Save and publish…").click()
    page.get_by_label("content: readers").check()
    page.get_by_label("Note for readers, in English").fill("Another lead.")
    page.get_by_label("Note for readers, in Turkish").fill("Başka bir giriş.")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Published in Turkish: edition 2.").wait_for()
    for edition in Edition.objects.current():
        page.goto(live_server.url + edition.get_absolute_url())
        lead = {"en": "A lead of today.", "tr": "Bugünün girişi."}[edition.language]
        page.locator("main").get_by_text(lead).wait_for()


def test_the_prose_editor_writes_bold_italic_headings_lists_and_links(opened):
    opened.locator("#sections-0 summary").first.click()
    bar, editor = opened.locator("#sections-0 .prose-menubar").first, prose(opened, "English")
    editor.click()
    opened.keyboard.press("ControlOrMeta+a")
    opened.keyboard.type("Heading")
    bar.locator(".prose-menubar__selected").click()
    opened.locator(".prose-menubar__picker:popover-open").get_by_text("Heading 3").click()
    opened.keyboard.press("Enter")
    for words in ("bold", "italic"):
        bar.get_by_role("button", name=words).click()
        opened.keyboard.type(words)
        bar.get_by_role("button", name=words).click()
    opened.keyboard.press("Enter")
    bar.get_by_role("button", name="unordered list", exact=True).click()
    opened.keyboard.type("one")
    opened.keyboard.press("Enter")
    opened.keyboard.type("two")
    opened.keyboard.press("Shift+Home")
    bar.get_by_role("button", name="insert link").click()
    opened.locator("dialog input").first.fill("https://example.org/")
    opened.locator("dialog").get_by_role("button", name="Update").click()
    editor.locator("a").wait_for()
    save(opened)
    stored = Section.objects.get(anchor="what").body_en
    assert re.sub(r' (rel|title)="[^"]*"', "", stored) == (
        "<h3>Heading</h3><p><strong>bold</strong><em>italic</em></p>"
        '<ul><li><p>one</p></li><li><p><a href="https://example.org/">two</a></p></li></ul>'
    )


def test_boxes_have_a_name_a_language_and_spell_check_and_stand_side_by_side(opened):
    opened.locator("#sections-0 summary").first.click()
    for language, code in (("English", "en"), ("Turkish", "tr")):
        for box in (prose(opened, language), opened.get_by_label(f"Lead ({language})")):
            assert box.evaluate("(box) => [box.lang, box.spellcheck]") == [code, True]
    places = {}
    for width in (1280, 800):
        opened.set_viewport_size({"width": width, "height": 900})
        places[width] = [prose(opened, language).bounding_box() for language in ("English", "Turkish")]
        assert opened.evaluate("document.documentElement.scrollWidth") == width
    (wide_english, wide_turkish), (english, turkish) = places.values()
    assert (wide_english["y"] == wide_turkish["y"], wide_english["x"] < wide_turkish["x"]) == (True, True)
    assert (english["x"] == turkish["x"], english["y"] < turkish["y"]) == (True, True)


def test_the_prose_editor_speaks_the_language_of_the_desk(browser, page, window, live_server, article):
    turkish = browser.new_context(locale="tr-TR", storage_state=window.storage_state())
    page = turkish.new_page()
    page.goto(live_server.url + place("change", article))
    page.locator("#sections-0 summary").first.click()
    bar = page.locator("#sections-0 .prose-menubar[data-translated]").first
    named = bar.get_by_role("button").evaluate_all("(buttons) => buttons.map((button) => button.title)")
    assert [words for words in named if words] == [
        "paragraf",
        "madde imli liste",
        "numaralı liste",
        "kalın",
        "italik",
        "bağlantı ekle",
        "geri al",
        "yinele",
    ]
    assert page.locator("#sections-0").get_by_role("textbox", name="Metin (Türkçe)").get_attribute("lang") == "tr"
    turkish.close()


def test_saving_what_was_only_opened_keeps_no_version(opened, article):
    opened.locator("#sections-group .open-all").click()
    save(opened)
    assert Version.objects.count() == 1
    assert opened.locator("#sections-0 > details").get_attribute("open") is not None


def test_parts_are_ordered_by_drag_and_by_number(opened, article):
    opened.evaluate("document.querySelector('#sections-group').scrollIntoView({block: 'center'})")
    handles = [opened.locator(f"#sections-{number} .place span").bounding_box() for number in (3, 0)]
    opened.mouse.move(handles[0]["x"] + 8, handles[0]["y"] + 12)
    opened.mouse.down()
    opened.mouse.move(handles[1]["x"] + 8, handles[1]["y"] + 12, steps=8)
    opened.mouse.move(handles[1]["x"] + 8, handles[1]["y"] - 8, steps=4)
    opened.mouse.up()
    save(opened)
    assert [section["anchor"] for section in dump(article)["sections"]] == ["help", "what", "causes", "prevention"]

    opened.locator("#id_prevention-1-position").fill("5")
    save(opened)
    assert [entry.key for entry in PreventionEntry.objects.all()] == ["quinine", "drink"]


def test_a_source_is_added_and_cited_and_a_section_written_in_one_save(opened, article):
    opened.get_by_role("button", name="Add another Source").click()
    opened.locator("#id_sources-2-key").fill("new-one")
    opened.locator("#id_sources-2-citation").fill("A new source.")
    opened.get_by_role("button", name="Add another Section").click()
    opened.locator("#id_sections-4-anchor").fill("more")
    opened.locator("#id_sections-4-heading_en").fill("More")
    prose(opened, "English", "#sections-4").click()
    opened.keyboard.type("Much more.")
    assert prose(opened, "Turkish", "#sections-4").get_attribute("lang") == "tr"
    opened.locator("#id_sections-4-cites").fill("new-one")
    save(opened)
    assert dump(article)["sections"][-1] == {
        "anchor": "more",
        "kind": "text",
        "heading": {"en": "More"},
        "body": {"en": "<p>Much more.</p>"},
        "sources": ["new-one"],
    }


def test_a_refused_save_opens_the_part_with_the_error_and_keeps_what_was_typed(opened, article, complaints):
    opened.locator("#causes-0 summary").click()
    opened.locator("#id_causes-0-cites").fill("nobody")
    opened.get_by_label("Lead (English)").fill("Typed.")
    opened.get_by_role("button", name="Save and continue editing").click()
    opened.get_by_text("Not among the sources of this article: nobody").wait_for()
    complaints.clear()  # the console names an answer of 422
    assert opened.get_by_label("Lead (English)").input_value() == "Typed."


def test_leaving_with_unsaved_words_asks_first(opened):
    asked = []
    opened.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    opened.get_by_role("link", name="Versions").click()
    opened.go_back()
    opened.get_by_label("Lead (English)").press_sequentially("x")
    opened.get_by_role("link", name="Versions").click()
    opened.get_by_role("heading", name="Versions").wait_for()
    assert asked == ["beforeunload"]


def desk_of_calls() -> list[str]:
    """Every page of the call line's desk, with a request on it whose promise was missed."""
    named = {"reference": new_reference(), "token_digest": digest_of(new_token()), "notice_version": NOTICE_VERSION}
    call = CallRequest.objects.create(name="Ada", phone="+905321234567", language="en", notice_language="en", **named)
    now = timezone.now()
    Promise.objects.create(call=call, due_at=now - timedelta(hours=2), missed_at=now)
    Promise.objects.create(call=call, due_at=now + timedelta(hours=2))
    pages = [reverse(f"admin:{name}") for name in ("callbacks_counts", "callbacks_erase_number")]
    request = reverse("admin:callbacks_callrequest_change", args=[call.pk])
    return [reverse("admin:callbacks_callrequest_changelist"), request, *pages]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_of_our_making(page, live_server, article, complaints, scheme):
    content.store(numbered(2, topic={"key": "other", "name": {"en": "Other", "tr": "Öbür"}}))
    page.emulate_media(color_scheme=scheme)
    pages = [reverse("admin:articles_article_changelist"), *desk_of_calls()]
    pages += [place(name, article) for name in ("change", "publish", "versions")]
    found = {}
    for address in pages:
        page.goto(live_server.url + address)
        for button in page.locator(".open-all:visible").all():
            button.click()
        assert complaints == []
        found[address] = [each for each in violations(page) if not each.startswith(DJANGOS_OWN)]
        complaints.clear()  # axe's own attempts to write styles
    assert [each for each in found.values() if each] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_question_at_saving_and_what_does_not_agree_are_answered_by_ticks(opened, article, complaints, scheme):
    opened.emulate_media(color_scheme=scheme)
    opened.get_by_label("Lead (English)").fill("Doktorunuza sormadan 10 mg ilacı bırakmayın.")
    opened.get_by_label("Lead (Turkish)").fill("Doktorunuza sormadan 100 mg ilacı bırakmayın.")
    opened.get_by_role("button", name="Save and publish…").click()
    tick = opened.get_by_label("It is right as it is")
    tick.wait_for()
    complaints.clear()  # the console names an answer of 422
    assert violations(opened) == []
    complaints.clear()
    tick.check()
    opened.get_by_role("button", name="Save and publish…").click()
    opened.get_by_role("heading", name="The languages do not agree").wait_for()
    assert opened.locator("mark").all_text_contents() == ["[only here: 10 mg]", "[only here: 100 mg]"]
    assert violations(opened) == []
    complaints.clear()
    opened.get_by_role("button", name="Publish", exact=True).click()
    opened.locator(".errornote").get_by_text("The languages do not agree in “Lead”").wait_for()
    complaints.clear()
    opened.get_by_label("It is right as it is").check()
    opened.get_by_role("button", name="Publish", exact=True).click()
    opened.get_by_text("Published in Turkish: edition 2.").wait_for()


@pytest.fixture
def lagging(article):
    """The article left behind by its source: a text is stale, one of safety too, its topic's name too, and one is
    missing.
    """
    Topic.objects.update(name_en="Muscles and joints")
    article.causes.update(explanation_en="It runs down the skin.")
    article.care.filter(key="breath").update(text_en="no breath at all")
    article.prevention.filter(key="drink").update(name_tr="")
    return article


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_something_needs_the_editor(page, live_server, lagging, complaints, scheme):
    desk_of_calls()
    page.emulate_media(color_scheme=scheme)
    found = {}
    topic = reverse("admin:articles_topic_change", args=[lagging.topic_id])
    for address in ["/admin/", reverse("admin:articles_article_changelist"), place("change", lagging), topic]:
        page.goto(live_server.url + address)
        assert page.locator(".needs a, .state, .beside").count() > 1
        assert complaints == []
        found[address] = [each for each in violations(page) if not each.startswith(DJANGOS_OWN)]
        complaints.clear()  # axe's own attempts to write styles
    assert [each for each in found.values() if each] == []


def test_axe_finds_nothing_where_nothing_needs_the_editor(page, live_server, complaints):
    page.goto(live_server.url + "/admin/")
    page.get_by_text("Nothing. What you may see to is done.").wait_for()
    assert (complaints, violations(page)) == ([], [])
    complaints.clear()


def test_stale_parts_stand_open_and_the_next_one_is_shown_in_turn(opened, live_server, lagging):
    opened.reload()
    opened_parts = opened.locator(".part > details[open] > summary .names").all_inner_texts()
    assert opened_parts == ["Sweat", "Ter", "no breath at all", "nefes yok"]
    shown = []
    for _turn in range(4):
        opened.get_by_role("button", name="Show the next one").click()
        shown.append(opened.evaluate("document.activeElement.id"))
    assert shown == [
        "id_causes-0-explanation_tr",
        "id_prevention-0-name_tr",
        "id_care-0-text_tr",
        "id_causes-0-explanation_tr",
    ]


def test_a_tick_makes_a_translation_current(opened, lagging):
    opened.reload()
    opened.locator("#causes-0").get_by_label("The translation still holds").check()
    save(opened)
    assert opened.locator(".beside .state").all_text_contents() == ["missing", "stale"]


def test_a_stale_name_of_the_topic_leads_to_the_topic_where_a_tick_makes_it_current(opened, live_server, lagging):
    opened.reload()
    opened.locator(".lagging").get_by_role("link", name="Go to the topic").click()
    assert opened.locator(".beside .differences").text_content() == "Muscles[new:  and joints]"
    opened.get_by_label("The translation still holds").check()
    save(opened)
    assert opened.locator(".beside").count() == 0


def test_the_console_would_complain(page, live_server, complaints):
    page.goto(live_server.url + "/admin/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('style'), {textContent: 'p { color: red }'}))"
    )
    assert [words[:30] for words in complaints] == ["Applying inline style violates"]
    complaints.clear()
