"""What the tests of the call line share: fixed keys, a good set of answers, and stored requests."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.translation import override

from callbacks import outbox
from callbacks.context import forget_facts
from callbacks.forms import CallForm
from callbacks.models import CallRequest, Mail
from callbacks.notice import NOTICE_VERSION
from callbacks.references import digest_of, new_reference, new_token

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OLD_KEY = "b2xkLWtleS1vZi10aGUtY2FsbC1saW5lLTAxMjM0NTY="
NEW_KEY = "bmV3LWtleS1vZi10aGUtY2FsbC1saW5lLTAxMjM0NTY="


@pytest.fixture(autouse=True)
def keys(settings: Any) -> list[str]:
    """A new key in front of an old one."""
    settings.FIELD_KEYS = [NEW_KEY, OLD_KEY]
    return settings.FIELD_KEYS


@pytest.fixture(autouse=True)
def spool_file(settings: Any, tmp_path: Path) -> Path:
    """A spool of the test's own."""
    settings.SPOOL_FILE = tmp_path / "spool" / "calls"
    return settings.SPOOL_FILE


@pytest.fixture(autouse=True)
def call_team(settings: Any) -> list[str]:
    """Somebody who is told of requests by mail."""
    settings.CALL_TEAM_EMAIL = ["calls@hospital.example"]
    return settings.CALL_TEAM_EMAIL


@pytest.fixture(autouse=True)
def fresh_facts() -> Iterator[None]:
    forget_facts()
    yield
    forget_facts()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A request leaves its language behind in the thread; each test begins in English."""
    with override("en"):
        yield


@pytest.fixture
def answers() -> dict[str, str]:
    """A form filled in well, as a browser posts it: nothing is ticked."""
    return {
        "name": "Ayşe Yılmaz",
        "phone": "0532 123 45 67",
        "language": "tr",
        "window": "evening",
        "about": "Muscle spasm",
        "notice": NOTICE_VERSION,
        "website": "",
    }


@pytest.fixture
def cleaned(answers: dict[str, str]) -> Callable[..., dict[str, Any]]:
    """Answers as a valid form cleans them."""

    def clean(**changes: str) -> dict[str, Any]:
        form = CallForm({**answers, **changes})
        assert form.is_valid(), form.errors
        return form.cleaned_data

    return clean


@pytest.fixture
def make_call(db: None) -> Callable[..., CallRequest]:
    """Store a request; `token` opens its page."""

    def make(token: str | None = None, **columns: Any) -> CallRequest:
        usual = {"name": "Ayşe Yılmaz", "phone": "+905321234567", "language": "tr", "notice_language": "tr"}
        named = {"reference": new_reference(), "token_digest": digest_of(token or new_token())}
        return CallRequest.objects.create(**{**usual, **named, "notice_version": NOTICE_VERSION, **columns})

    return make


@pytest.fixture
def make_mail(make_call: Callable[..., CallRequest]) -> Callable[..., Mail]:
    """A mail that is due since NOW, each about a request of its own."""
    made: list[Mail] = []

    def make(**columns: Any) -> Mail:
        call = make_call(phone=f"+9053212345{len(made):02}", **columns.pop("call", {}))
        made.append(outbox.write(call))
        Mail.objects.filter(pk=made[-1].pk).update(**{"due_at": NOW, "written_at": NOW, **columns})
        return Mail.objects.get(pk=made[-1].pk)

    return make


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> list[Exception | None]:
    """What goes wrong with the next mails, None for nothing; afterwards all is well."""
    faults: list[Exception | None] = []
    monkeypatch.setattr(outbox, "_send", lambda mail: faults.pop(0) if faults else None)
    return faults


@pytest.fixture
def agent(db: None) -> Any:
    return get_user_model().objects.create_user("agent", password="x", is_staff=True)


@pytest.fixture
def chief(db: None) -> Any:
    return get_user_model().objects.create_superuser("chief", password="x")


@pytest.fixture
def visitor() -> Client:
    """A visitor's visitor, to whom Django's own token rules apply."""
    return Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})
