"""Two versions or editions compared: every difference at its place, and nothing else."""

from copy import deepcopy

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from articles import content
from articles.comparing import Difference, compare
from articles.content import keep_version
from articles.models import Article, Edition
from articles.passages import passages
from articles.publishing import publish
from tests.desk import dump, messages, page
from tests.making import numbered, small
from tests.people import at_desk, member

pytestmark = pytest.mark.django_db


def leaves(tree, path=()):
    """The way to every text of a dump."""
    if isinstance(tree, dict):
        for name, below in tree.items():
            yield from leaves(below, (*path, name))
    elif isinstance(tree, list):
        for number, below in enumerate(tree):
            yield from leaves(below, (*path, number))
    elif path[-1] in ("en", "tr") or path[-2:-1] in (("en",), ("tr",)):
        yield path


TEXTS = sorted(leaves({name: part for name, part in small().items() if name != "slug"}), key=str)


def changed(said, way, text):
    """The dump with another text at the end of `way`."""
    made = deepcopy(said)
    below = made
    for step in way[:-1]:
        below = below[step]
    below[way[-1]] = text
    return made


@given(ways=st.sets(st.sampled_from(TEXTS), max_size=5))
def test_as_many_places_differ_as_texts_were_changed(ways):
    after = small()
    for way in ways:
        after = changed(after, way, "Something else entirely")
    places = {way[:-1] if isinstance(way[-1], int) else way for way in ways}  # points of one summary are one text
    assert len(compare(small(), after)) == len(places)
    assert compare(after, after) == []


def said(found):
    return [(" › ".join(each.place), each.language, each.runs) for each in found]


def test_a_difference_names_its_place_its_language_and_its_words():
    after = small()
    after["sections"][0]["body"]["tr"] = "<p>O <strong>çok küçük</strong>.</p>"
    after["causes"][0] |= {"evidence": "well-supported", "sources": ["second", "basis"]}
    after["care"][0]["items"][0]["text"].pop("tr")
    assert said(compare(small(), after)) == [
        ("What › text", "tr", [("same", "O **"), ("new", "çok "), ("same", "küçük**.")]),
        ("Sweat › evidence", None, [("gone", "Possible"), ("new", "Well supported")]),
        ("Sweat › sources", None, [("same", "second"), ("new", ", basis")]),
        ("emergency › no breath › line", "tr", [("gone", "nefes yok")]),
    ]
    with override("tr"):
        assert [place for place, *_rest in said(compare(small(), after))] == [
            "Ne › metin",
            "Ter › kanıt",
            "Ter › kaynaklar",
            "acil › nefes yok › madde",
        ]


def test_parts_that_come_go_and_move_are_told_apart():
    before, after = small(), small()
    after["prevention"].reverse()
    assert said(compare(before, after)) == [
        ("prevention › order", None, [("gone", "drink, quinine"), ("new", "quinine, drink")])
    ]
    after["prevention"].pop(0)
    assert [place for place, *_rest in said(compare(before, after))] == [
        "Do not take quinine › advice",
        "Do not take quinine › name",
        "Do not take quinine › name",
        "Do not take quinine › evidence",
    ]
    assert all(runs[0][0] == "gone" for _place, _language, runs in said(compare(before, after)))


def test_what_the_site_notes_for_itself_is_no_difference():
    after = small() | {"made_from": {"title": {"tr": "0" * 16}}}
    after["causes"][0]["made_from"] = {"name": {"tr": "0" * 16}}
    assert compare(small(), after) == []


def test_a_text_that_another_language_stood_in_for_is_another_text():
    one = {"key": "x", "title": {"text": "Same", "lang": "en"}}
    other = {"key": "x", "title": {"text": "Same", "lang": "tr"}}
    assert compare(one, other) == [Difference(("title",), "tr", [("gone", "Same"), ("new", "Same")])]


def test_every_text_of_a_document_is_a_passage_of_its_own(published):
    for edition in Edition.objects.current():
        listed = list(passages(edition.document))
        assert len({each.path for each in listed}) == len(listed) > 100
        assert {each.language for each in listed} <= {edition.language, None, "en"}


@pytest.fixture
def history(small_article):
    """A small article with three versions and, in English, two editions."""
    publish(small_article, ["en", "tr"])
    for lead in ("Second lead.", "Third lead."):
        Article.objects.update(lead_en=lead)
        keep_version(small_article, by=member(lead))
    publish(small_article, ["en"])
    return small_article


def compared(client, article, **query):
    return client.get(page("compare", article), query)


def test_two_versions_are_compared_in_either_order_and_the_older_is_restored(history):
    desk = at_desk(member("writer", "editors"))
    newest, _second, first = history.versions.all()
    for pair in ({"before": first.pk, "after": newest.pk}, {"before": newest.pk, "after": first.pk}):
        response = compared(desk, history, **pair)
        assert said(response.context["found"]) == [
            ("lead", "en", [("gone", "A"), ("new", "Third"), ("same", " lead.")])
        ]
        assert f"versions/{first.pk}/restore/" in response.text
    restored = desk.post(page("restore", history, first.pk), follow=True)
    assert messages(restored) == [f"The draft now holds the texts of version {first.pk}."]
    assert dump(history)["lead"]["en"] == "A lead."


def test_two_editions_of_a_language_are_compared_as_readers_had_them(history, desk):
    old, new = Edition.objects.filter(language="en").order_by("number")
    found = compared(desk, history, of="editions", before=old.pk, after=new.pk).context["found"]
    assert [place for place, *_rest in said(found)] == ["lead"]


def test_what_cannot_be_compared_is_not_found(history, desk):
    other = publish(content.store(numbered(2)), ["en"])[0]
    first, turkish = history.versions.last().pk, Edition.objects.get(language="tr", article=history).pk
    english = Edition.objects.filter(language="en", article=history).first().pk
    asked = [
        {},
        {"before": first},
        {"before": first, "after": "x"},
        {"before": first, "after": "9" * 30},
        {"before": first, "after": other.version_id},
        {"of": "editions", "before": english, "after": turkish},
        {"of": "editions", "before": english, "after": other.pk},
    ]
    assert [compared(desk, history, **each).status_code for each in asked] == [404] * len(asked)


def test_who_only_reads_compares_and_is_not_offered_to_restore(history):
    client = at_desk(member("reader", "medical reviewers"))
    first, newest = history.versions.last(), history.versions.first()
    assert "restore" not in compared(client, history, before=first.pk, after=newest.pk).text
    assert "Restore as the draft" not in client.get(page("versions", history)).text


def test_a_long_history_comes_in_pages_with_one_count_of_queries(small_article, desk, django_assert_max_num_queries):
    for number in range(60):
        Article.objects.update(lead_en=f"Lead {number}.")
        keep_version(small_article)
    with django_assert_max_num_queries(20):
        first = desk.get(page("versions", small_article))
    shown = [desk.get(page("versions", small_article), {"page": number}) for number in (1, 2, 3, 99, "x")]
    assert [len(each.context["versions"]) for each in shown] == [25, 25, 11, 11, 25]
    assert "page 1 of 3" in first.text


def test_each_version_leads_to_the_one_before_it_and_to_the_draft(history, desk):
    listed = desk.get(page("versions", history))
    newest, second, first = history.versions.values_list("pk", flat=True)
    pairs = [(newest, second), (second, first), (second, newest), (first, newest)]
    links = {f"?of=versions&amp;before={min(pair)}&amp;after={max(pair)}" for pair in pairs}
    assert {link for link in links if link in listed.text} == links
    assert listed.text.count("of=versions") == 4
    assert listed.text.count("of=editions") == 1
