"""Who may do what at the desk."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from articles.models import Edition
from articles.publishing import publish
from tests.desk import page

pytestmark = pytest.mark.django_db


STEPS = {
    "preview": lambda client, article: client.get(page("preview", article, "en")),
    "versions": lambda client, article: client.get(page("versions", article)),
    "change": lambda client, article: client.get(page("change", article)),
    "save": lambda client, article: client.post(page("change", article), {}),
    "restore": lambda client, article: client.post(page("restore", article, article.versions.get().pk)),
    "publish page": lambda client, article: client.get(page("publish", article)),
    "publish": lambda client, article: client.post(page("publish", article), {"languages": "en", "kind": "wording"}),
    "take down": lambda client, article: client.post(page("take_down", article), {"languages": "en"}),
}
READING = {"preview", "versions", "change"}
RIGHTS = [
    ((), set()),
    (("view_article",), READING),
    (("view_article", "change_article"), READING | {"save", "restore"}),
    (("view_article", "publish_article"), READING | {"publish page", "publish", "take down"}),
    (("view_callrequest", "change_callrequest", "change_topic"), set()),
]


@pytest.mark.parametrize(("rights", "may"), RIGHTS, ids=lambda value: "+".join(sorted(value)) or "none")
def test_each_step_needs_its_right(rights, may, small_article, django_user_model):
    person = django_user_model.objects.create_user("somebody", password="x", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    answered = {name: step(client, small_article).status_code for name, step in STEPS.items()}
    assert {name for name, code in answered.items() if code != 403} == may
    assert {code for name, code in answered.items() if name in may} <= {200, 302, 422}
    assert Edition.objects.exists() == ("publish" in may)


def test_who_may_not_publish_is_offered_no_publishing(small_article, django_user_model):
    person = django_user_model.objects.create_user("somebody", password="x", is_staff=True)
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    for rights, offered in ((["change_article"], False), (["change_article", "publish_article"], True)):
        person.user_permissions.set(Permission.objects.filter(codename__in=rights))
        assert ('name="_publish"' in client.get(page("change", small_article)).text) == offered


def test_somebody_who_is_not_logged_in_is_sent_to_the_login(small_article):
    for step in STEPS.values():
        response = step(Client(), small_article)
        assert (response.status_code, response.url.split("?")[0]) == (302, reverse("admin:login"))
    assert not Edition.objects.exists()


def test_what_changes_something_is_not_done_by_a_link(desk, small_article):
    publish(small_article, ["en"])
    steps = [page("take_down", small_article), page("restore", small_article, small_article.versions.get().pk)]
    assert [desk.get(step).status_code for step in steps] == [405, 405]
    assert Edition.objects.current().count() == 1
