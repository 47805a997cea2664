import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import prose
from articles.models import Section


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>One <strong>two</strong> <em>three</em></p>", "<p>One <strong>two</strong> <em>three</em></p>"),
        (
            "<ul><li><p>a</p></li></ul><ol><li><p>b</p></li></ol>",
            "<ul><li><p>a</p></li></ul><ol><li><p>b</p></li></ol>",
        ),
        ("<h3>Small</h3><p>x</p>", "<h3>Small</h3><p>x</p>"),
        ("<h1>Large</h1><p>x</p>", "Large<p>x</p>"),
        ("<p onclick='x()'>x</p><script>alert(1)</script>", "<p>x</p>"),
        ('<p><a href="javascript:alert(1)">x</a></p>', "<p><a>x</a></p>"),
        ('<p style="color:red" class="a" id="b">x</p><img src=x onerror=y>', "<p>x</p>"),
        ("<p>\x00x</p>", "<p>x</p>"),
        ("<p></p>", ""),
    ],
)
def test_only_what_the_editor_can_type_is_kept(typed, kept):
    assert prose.clean(typed) == kept


def test_nothing_stays_nothing():
    assert prose.clean(None) is None
    assert prose.clean("") == ""


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text):
    once = prose.clean(text)
    assert prose.clean(once) == once


def test_every_way_of_writing_is_cleaned(draft):
    section = Section.objects.create(
        article=draft,
        anchor="added",
        heading_en="H",
        body_en="<p>a</p><script>x</script>",
        body_tr="<p>b<img src=x></p>",
    )
    section.refresh_from_db()
    assert (section.body_en, section.body_tr) == ("<p>a</p>", "<p>b</p>")
