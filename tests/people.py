"""People at the desk, as members of the groups that the site makes."""

from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client


def member(name: str, *groups: str, **more: Any) -> User:
    """An account that may log in to the desk, in these groups."""
    person = User.objects.create_user(name, is_staff=True, **more)
    person.groups.set(Group.objects.filter(name__in=groups))
    return person


def at_desk(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def reviewer(name: str = "reviewer", *more: str) -> User:
    return member(name, "medical reviewers", *more, first_name="Ada", last_name="Yılmaz")
