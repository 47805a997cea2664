"""The two groups of the call line, made with exactly these rights whenever the database is brought up to date.

Whoever needs other rights gets a group of its own: these two are set back to what is written here.
"""

from typing import Any

from django.db.models import Q

CALL_TEAM = {"callbacks": ["view_callrequest", "change_callrequest"]}
CALL_SUPERVISORS = {
    "callbacks": [
        "view_callrequest",
        "change_callrequest",
        "export_callrequest",
        "erase_callrequest",
        "view_promise",
        "view_mail",
        "change_mail",
        "view_hospitalfacts",
        "change_hospitalfacts",
    ],
    "auditlog": ["view_logentry"],
}
ROLES = {"call team": CALL_TEAM, "call supervisors": CALL_SUPERVISORS}


def make_groups(using: str, **_signal: Any) -> None:
    """Receiver of post_migrate, after the receiver that makes the rights themselves."""
    from django.contrib.auth.models import Group, Permission

    for name, rights in ROLES.items():
        group, _made = Group.objects.using(using).get_or_create(name=name)
        wanted = Q()
        for app, codenames in rights.items():
            wanted |= Q(content_type__app_label=app, codename__in=codenames)
        group.permissions.set(Permission.objects.using(using).filter(wanted))
