"""Two texts word by word, and how the desk shows what changed."""

import re
from itertools import pairwise

from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from articles import differences, seen

PLAIN = st.lists(st.sampled_from(["calf", "10", "minutes", "kas", ",", ".", " ", "\n", "(", "1,5"]), max_size=30)
BLOCK = st.tuples(st.sampled_from(["p", "h3", "li"]), PLAIN.map("".join))
PROSE = st.lists(BLOCK, min_size=1, max_size=5).map(
    lambda blocks: "".join(
        f"<ul><li>{text}</li></ul>" if tag == "li" else f"<{tag}>{text}</{tag}>" for tag, text in blocks
    )
)
TEXTS = st.one_of(PLAIN.map("".join), PROSE, st.text(max_size=60))


def joined(runs: list[differences.Run], *kinds: str) -> str:
    return "".join(words for kind, words in runs if kind in kinds)


@given(TEXTS, TEXTS)
def test_what_stayed_and_what_is_gone_are_the_old_text_and_with_what_is_new_the_new_one(before, after):
    runs = differences.words(before, after)
    assert joined(runs, "same", "gone") == seen.marked(before)
    assert joined(runs, "same", "new") == seen.marked(after)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself_nor_from_its_own_blanks(text):
    whole = [("same", seen.marked(text))] if seen.marked(text) else []
    assert differences.words(text, text) == whole
    assert differences.words(text, text + " \n") == whole


@given(TEXTS, TEXTS)
def test_no_run_is_empty_and_no_two_of_a_kind_stand_together(before, after):
    runs = differences.words(before, after)
    assert [run for run in runs if not run[1]] == []
    assert [kind for (kind, _), (following, _) in pairwise(runs) if kind == following] == []


def test_words_change_as_wholes_and_their_full_stops_do_not():
    assert differences.words("It lasts 10 minutes. Rest.", "It lasts up to 1,5 minutes. Rest!") == [
        ("same", "It lasts "),
        ("gone", "10"),
        ("new", "up to 1,5"),
        ("same", " minutes. Rest"),
        ("gone", "."),
        ("new", "!"),
    ]
    assert differences.words("Rest now.", "Rest today.")[-1] == ("same", ".")


def test_words_between_which_only_a_space_stayed_change_together():
    assert differences.words("warm bath now", "cold shower now") == [
        ("gone", "warm bath"),
        ("new", "cold shower"),
        ("same", " now"),
    ]


def test_of_prose_the_words_the_ends_of_blocks_the_emphasis_and_the_links_are_compared():
    before = "<p>Stop and rest.</p><ul><li><p>Call 112</p></li></ul>"
    after = '<p>Stop</p><p>and <strong>rest</strong>.</p><ul><li><p>Call <a href="tel:112">112</a></p></li></ul>'
    assert differences.words(before, after) == [
        ("same", "Stop"),
        ("gone", " "),
        ("new", "\n"),
        ("same", "and "),
        ("new", "**"),
        ("same", "rest"),
        ("new", "**"),
        ("same", ".\n- Call "),
        ("new", "["),
        ("same", "112"),
        ("new", "](tel:112)"),
    ]


def test_the_desk_says_in_words_what_is_gone_and_what_is_new():
    runs = differences.words("Sıcak\nuygulayın.", "Soğuk uygulayın <b>.")
    with override("en"):
        shown = render_to_string("admin/articles/differences.html", {"runs": runs, "lang": "tr"})
    assert re.sub(r' class="visually-hidden"', "", shown).strip() == (
        '<p class="differences" lang="tr"><del><span lang="en">[gone: </span>Sıcak¶\n<span>]</span></del>'
        '<ins><span lang="en">[new: </span>Soğuk <span>]</span></ins>uygulayın'
        '<ins><span lang="en">[new: </span> &lt;b&gt;<span>]</span></ins>.</p>'
    )
