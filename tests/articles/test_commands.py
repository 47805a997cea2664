import io

import pytest
from django.core.management import CommandError, call_command

from articles import content
from articles.models import Article, Edition
from tests.conftest import FIRST_ARTICLE
from tests.making import small

pytestmark = pytest.mark.django_db


def call(*args, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command(*args, stdout=out, stderr=err, **options)
    return out.getvalue().splitlines(), err.getvalue().splitlines()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(content.write(small()))
    return path


def test_loading_says_what_it_did(file):
    assert call("load_article", str(file)) == ([f"{file}: loaded small"], [])
    assert not Edition.objects.exists()


def test_loading_and_publishing_publishes_what_is_fit_and_says_what_is_not(tmp_path):
    path = tmp_path / "half.yaml"
    path.write_text(content.write(small(summary={"en": ["One point."]})))
    assert call("load_article", str(path), "--publish") == (
        [
            f"{path}: loaded small",
            "small: published en edition 1",
            "small: not published: Turkish: The content summary is missing.",
        ],
        [],
    )


def test_loading_again_publishes_nothing_new(file):
    call("load_article", str(file), "--publish")
    assert call("load_article", str(file), "--publish") == ([f"{file}: loaded small"], [])


def test_a_wrong_file_is_refused_with_its_places_and_the_others_are_loaded(tmp_path, file):
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(content.write(small(key="other")) + "colour: red\n")
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match=r"Refused, and nothing of it stored: .*wrong.yaml, .*nothing.yaml"):
        call_command("load_article", str(wrong), str(tmp_path / "nothing.yaml"), str(file), stdout=out, stderr=err)
    assert err.getvalue().splitlines() == [
        f"{wrong}: colour: No such key is known here.",
        f"{tmp_path / 'nothing.yaml'}: No such file or directory",
    ]
    assert list(Article.objects.values_list("key", flat=True)) == ["small"]


def test_dumping_prints_the_file_that_loading_reads(draft):
    out = io.StringIO()
    call_command("dump_article", "muscle-spasm", stdout=out)
    assert content.read(out.getvalue()) == content.read(FIRST_ARTICLE.read_bytes())


@pytest.mark.parametrize("command", ["dump_article", "publish_article"])
def test_an_unknown_article_is_one_clear_sentence(command):
    with pytest.raises(CommandError, match=r"^There is no article with the key nobody.$"):
        call_command(command, "nobody")


def test_publishing_names_its_languages():
    content.store(small())
    assert call("publish_article", "small", "--language", "tr") == (["small: published tr edition 1"], [])
    assert call("publish_article", "small") == (["small: published en edition 1"], [])
    assert call("publish_article", "small") == (["small: readers already have these words"], [])


def test_publishing_a_change_of_meaning_from_the_command_line_tells_readers():
    content.store(small())
    call("publish_article", "small")
    Article.objects.update(lead_en="Another lead.")
    with pytest.raises(CommandError, match="English: Readers are not told what changed"):
        call("publish_article", "small", "--kind", "content")
    call("publish_article", "small", "--kind", "content", "--note-en", "A new lead.")
    assert [each["note"] for each in Edition.objects.current().get(language="en").changes] == ["A new lead."]


def test_a_publisher_says_at_the_command_line_that_the_languages_are_right_as_they_are():
    content.store(small(lead={"en": "Take 10 mg.", "tr": "100 mg alın."}))
    with pytest.raises(CommandError) as refusal:
        call("publish_article", "small")
    said, fingerprint = str(refusal.value).rsplit(" ", 1)
    assert said == (
        "Turkish: The languages do not agree in “Lead” (English: 10 mg | Turkish: 100 mg). "
        "If it is right as it is: --right"
    )
    with pytest.raises(CommandError, match=fingerprint):
        call("publish_article", "small", "--right", "0000000000000000")
    out, _err = call("publish_article", "small", "--right", fingerprint)
    assert out == ["small: published en edition 1", "small: published tr edition 1"]
    assert [kept["texts"] for kept in Edition.objects.get(language="tr").accepted] == [fingerprint]
