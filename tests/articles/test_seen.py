"""What readers see of a text: the words alone, with the signs of Markdown, and where its links lead."""

import pytest

from articles import prose, seen

PROSE = (
    "<h3>First aid</h3><p>Stop <strong>at once</strong>,\n and <em>rest</em>.</p>"
    '<ol><li><p>Call <a href="tel:112">112</a>.</p></li><li>Wait &lt; 5 minutes.</li></ol>'
    "<ul><li><p>Warmth</p><ul><li><p>or cold</p></li></ul></li></ul>"
)


def test_the_words_of_prose_stand_a_block_a_line():
    assert seen.text(PROSE).split("\n") == [
        "First aid",
        "Stop at once, and rest.",
        "Call 112.",
        "Wait < 5 minutes.",
        "Warmth",
        "or cold",
    ]


def test_emphasis_lists_headings_and_links_are_marked_as_in_markdown():
    assert seen.marked(PROSE).split("\n") == [
        "### First aid",
        "Stop **at once**, and *rest*.",
        "1. Call [112](tel:112).",
        "2. Wait < 5 minutes.",
        "- Warmth",
        "- or cold",
    ]


def test_a_plain_text_stands_as_it_is_written():
    assert seen.text("Take  < 5 mg,\nnot <b>6</b> &amp; more. ") == "Take < 5 mg,\nnot <b>6</b> &amp; more."
    assert (seen.marked("- one\n* two"), seen.links("see https://example.org")) == ("- one\n* two", [])


def test_links_are_listed_in_order():
    two = '<p><a href="https://a.example/?x=1&amp;y=2">a</a> and <a href="mailto:b@b.example">b</a></p>'
    assert seen.links(two) == ["https://a.example/?x=1&y=2", "mailto:b@b.example"]


@pytest.mark.parametrize("written", [PROSE, "<p>One<br>two</p>", "<ul><li>a</li></ul>", "<p></p>", ""])
def test_what_the_editor_stores_reads_as_what_was_typed(written):
    assert seen.text(prose.clean(written)) == seen.text(written)
