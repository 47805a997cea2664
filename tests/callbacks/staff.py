"""People at the desk of the call line, as tests see them."""

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from callbacks.models import CallRequest

LIST = "admin:callbacks_callrequest_changelist"


def desk(person: Any) -> Client:
    """A client that `person` is logged in with."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def joins(person: Any, group: str) -> Any:
    """`person`, as a member of one of the groups that callbacks.roles makes."""
    person.groups.add(Group.objects.get(name=group))
    return person


def page_of(call: CallRequest) -> str:
    return reverse("admin:callbacks_callrequest_change", args=[call.pk])


def take_step(client: Client, call: CallRequest, step: str, **more: str) -> Any:
    address = reverse("admin:callbacks_callrequest_step", args=[call.pk])
    return client.post(address, {"step": step, **more}, follow=True)


def act(client: Client, action: str, *calls: CallRequest) -> Any:
    chosen = {"action": action, "_selected_action": [call.pk for call in calls]}
    return client.post(reverse(LIST) + "?which=all", chosen, follow=True)


def messages(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]
