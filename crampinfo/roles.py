"""The groups of both rooms, made with exactly their rights whenever the database is brought up to date.

Whoever needs other rights gets a group of its own: these are set back to what `articles/roles.py` and
`callbacks/roles.py` say.
"""

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.db.models.signals import post_migrate

from articles.roles import ROLES as AT_THE_EDITORS_DESK
from callbacks.roles import ROLES as AT_THE_CALL_DESK

Rights = dict[str, list[str]]
ROLES: dict[str, dict[str, Rights]] = {"articles": AT_THE_EDITORS_DESK, "callbacks": AT_THE_CALL_DESK}


def connect() -> None:
    """Have each room's groups made after its tables; Django's own receiver, which makes the rights, comes first."""
    for room in ROLES:
        post_migrate.connect(make_groups, sender=apps.get_app_config(room), dispatch_uid=f"{room}.roles")


def make_groups(sender: Any, using: str, **_signal: Any) -> None:
    from django.contrib.auth.models import Group, Permission

    for name, rights in ROLES[sender.label].items():
        group, _made = Group.objects.using(using).get_or_create(name=name)
        wanted = Q()
        for app, codenames in rights.items():
            wanted |= Q(content_type__app_label=app, codename__in=codenames)
        group.permissions.set(Permission.objects.using(using).filter(wanted))
