import io
import socket

import pytest
from cryptography.fernet import Fernet
from django.contrib.auth import get_user_model
from django.core.management import call_command

from articles.models import Article, Edition
from crampinfo import first_start


def test_secrets_are_written_once_for_their_owner_only(tmp_path):
    path = tmp_path / "var" / "env"
    assert first_start.write_secrets(path) is True
    written = path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600
    assert first_start.write_secrets(path) is False
    assert path.read_text() == written
    named = dict(line.split("=", 1) for line in written.splitlines())
    assert len(named["SECRET_KEY"]) >= 50
    assert Fernet(named["FIELD_KEYS"])
    assert sorted(named) == ["FIELD_KEYS", "SECRET_KEY"]


def test_a_start_that_was_cut_short_leaves_no_half_written_secrets(tmp_path, monkeypatch):
    path = tmp_path / "env"

    def power_cut(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(first_start.os, "fsync", power_cut)
    with pytest.raises(KeyboardInterrupt):
        first_start.write_secrets(path)
    assert not path.exists()


def test_a_free_port_is_no_complaint():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert first_start.complaint_about(str(port)) is None


def test_a_busy_port_is_one_clear_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert first_start.complaint_about(str(port)) == (
            f"Port {port} is already in use: stop what runs there, or choose another, such as PORT={port + 1}."
        )


@pytest.mark.parametrize("port", ["", "http", "0", "65536", "-1", "80a"])
def test_what_is_no_port_is_one_clear_sentence(port):
    assert first_start.complaint_about(port) == (
        f"PORT={port} is no port: give a number between 1 and 65535, such as PORT=8000."
    )


def prepared():
    out = io.StringIO()
    call_command("prepare", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_first_start_loads_the_article_and_shows_a_login_once(client):
    said = prepared()
    assert sorted(Edition.objects.current().values_list("language", "slug")) == [
        ("en", "muscle-spasm"),
        ("tr", "kas-spazmi"),
    ]
    assert "http://testserver/\n" in said
    [line] = [line.split() for line in said.splitlines() if line.strip().startswith("Login")]
    person = get_user_model().objects.get()
    assert (line[1], person.check_password(line[2])) == ("editor", True)
    again = prepared()
    assert "Login" not in again
    assert Article.objects.count() == get_user_model().objects.count() == 1


@pytest.mark.django_db
def test_a_later_start_leaves_the_articles_as_the_editors_made_them(published):
    Article.objects.update(lead_en="An edited lead.")
    prepared()
    assert Article.objects.get().lead_en == "An edited lead."
