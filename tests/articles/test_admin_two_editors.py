"""Two editors at the desk: the second save of the same article is refused, and loses nothing."""

import threading
from copy import deepcopy

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.models import Topic, Version
from tests.desk import dump, errors_on, page
from tests.posting import fields_of

pytestmark = pytest.mark.django_db


def test_a_save_made_from_an_older_version_is_refused_and_keeps_what_was_typed(small_article, save, form):
    opened = form()
    save(lead_en="The first editor's.")
    stored, versions = dump(small_article), Version.objects.count()
    response = save(opened, lead_en="The second editor's.", lead_tr="İkinci editörün.")

    assert [words[:51] for words in errors_on(response)] == ["Somebody else has saved this article since you open"]
    typed = fields_of(response.text, "article_form")
    assert (typed["lead_en"], typed["lead_tr"]) == (["The second editor's."], ["İkinci editörün."])
    assert (dump(small_article), Version.objects.count()) == (stored, versions)
    assert save(lead_en="The second editor's.").status_code == 302


def test_a_form_without_its_version_is_refused(save, form):
    fields = form()
    assert len(errors_on(save({name: value for name, value in fields.items() if name != "seen_version"}))) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_is_refused(small_article, editor, form):
    opened, start, codes = form(), threading.Barrier(2), []

    def one_of_them(lead: str) -> None:
        client = Client()
        client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
        try:
            start.wait()
            codes.append(client.post(page("change", small_article), deepcopy(opened) | {"lead_en": lead}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=one_of_them, args=[lead]) for lead in ("One.", "Other.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [302, 422]
    assert Version.objects.count() == 2


def test_a_topic_saved_over_somebody_elses_is_refused_and_keeps_what_was_typed(desk, small_article):
    address = reverse("admin:articles_topic_change", args=[small_article.topic.pk])

    def opened() -> dict:
        return fields_of(desk.get(address).text, "topic_form")

    mine = opened() | {"name_tr": "Benim"}
    assert desk.post(address, opened() | {"name_en": "Theirs"}).status_code == 302
    response = desk.post(address, mine)

    errors = response.context["adminform"].form.non_field_errors()
    assert [words[:51] for words in errors] == ["Somebody else has saved this topic since you opened"]
    assert fields_of(response.text, "topic_form")["name_tr"] == ["Benim"]
    assert Topic.objects.values_list("name_en", "name_tr").get() == ("Theirs", "Kaslar")
    assert desk.post(address, opened() | {"name_tr": "Benim"}).status_code == 302


def test_a_new_topic_needs_to_have_seen_nothing(desk):
    sent = {"key": "skin", "name_en": "Skin", "name_tr": "Cilt"}
    assert desk.post(reverse("admin:articles_topic_add"), sent).status_code == 302
    assert Topic.objects.get().key == "skin"
