"""The settings are read in a process of their own, with nothing in its environment but what a test puts there."""

import json
import os
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet
from django.db import connection

from tests.conftest import ROOT

SHOWN = "DEBUG HTTPS ALLOWED_HOSTS SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SESSION_COOKIE_SECURE SESSION_COOKIE_NAME"
SCRIPT = """
import json, sys
from environs import Env
Env.read_env = staticmethod(lambda *args, **kwargs: None)
from crampinfo import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))
"""
GOOD = {"SECRET_KEY": "s" * 50, "FIELD_KEYS": Fernet.generate_key().decode()}


def read_settings(shown=SHOWN, **environment):
    """The settings `shown`, or the last line of what stopped the start."""
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *shown.split()],
        env=clean | environment,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr.strip().splitlines()[-1]


def test_with_its_secrets_alone_the_site_starts_without_debug():
    assert read_settings(**GOOD) == {
        "DEBUG": False,
        "HTTPS": False,
        "ALLOWED_HOSTS": ["127.0.0.1", "127.0.0.1", "localhost"],
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 0,
        "SESSION_COOKIE_SECURE": False,
        "SESSION_COOKIE_NAME": "session",
    }


def test_the_scheme_of_the_site_decides_what_https_brings():
    assert read_settings(**GOOD, SITE_URL="https://www.example.org") == {
        "DEBUG": False,
        "HTTPS": True,
        "ALLOWED_HOSTS": ["www.example.org", "127.0.0.1", "localhost"],
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 63072000,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-session",
    }


def test_only_the_connection_to_a_file_is_kept_since_one_to_a_frozen_server_would_wait_for_it():
    kept = {}
    for address in ("sqlite:////tmp/x.sqlite3", "postgres://user:password@host/name"):
        database = read_settings("DATABASES", **GOOD, DATABASE_URL=address)["DATABASES"]["default"]
        kept[database["ENGINE"].rpartition(".")[2]] = (
            database["CONN_MAX_AGE"],
            "connect_timeout" in database["OPTIONS"],
        )
    assert kept == {"sqlite3": (60, False), "postgresql": (0, True)}


@pytest.mark.parametrize(
    ("wrong", "name", "cure"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set", "make run"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short", "at least 32"),
        ({"FIELD_KEYS": ""}, "FIELD_KEYS is not set", "Fernet.generate_key"),
        ({"FIELD_KEYS": "abc"}, "FIELD_KEYS holds something that is no Fernet key", "Fernet.generate_key"),
        ({"DEBUG": "perhaps"}, "DEBUG cannot be read", "Set it to 1"),
        ({"SITE_URL": "www.example.org"}, "SITE_URL is 'www.example.org'", "the address readers type"),
        ({"SITE_URL": "https://example.org/cramp"}, "SITE_URL is 'https://example.org/cramp'", "without a path"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS is empty", "www.example.org,example.org"),
        ({"TRUSTED_PROXY_COUNT": "many"}, "TRUSTED_PROXY_COUNT cannot be read", "0, 1 or 2"),
        ({"TRUSTED_PROXY_COUNT": "-1"}, "TRUSTED_PROXY_COUNT is below zero", "0, 1 or 2"),
        ({"CALL_LIMITS": "phone=many"}, "CALL_LIMITS cannot be read (“phone=many” is no limit", "address_soft=3/h"),
        ({"CALL_LIMITS": "mail=3/h"}, "CALL_LIMITS cannot be read (“mail=3/h” names no limit", "phone=3/d"),
        ({"EMAIL_URL": "mail.example.org"}, "EMAIL_URL names no way to send mail", "smtp://user:password@host:25"),
        ({"EMAIL_URL": "smtp://host:port"}, "EMAIL_URL cannot be read", "smtp://user:password@host:25"),
        ({"CALL_TEAM_EMAIL": "a@b.example, nobody"}, "CALL_TEAM_EMAIL holds something", "calls@hospital.example"),
        ({"SPOOL_FILE": "calls"}, "SPOOL_FILE is 'calls'", "full path of a file"),
        ({"SPOOL_FILE": "/tmp"}, "SPOOL_FILE is '/tmp'", "/srv/spool/calls"),
        ({"DATABASE_URL": "nonsense://x"}, "DATABASE_URL cannot be read", "postgres://user:password@host/name"),
    ],
)
def test_a_missing_or_nonsensical_variable_stops_the_start_with_the_cure(wrong, name, cure):
    words = read_settings(**(GOOD | wrong))
    assert words.startswith("django.core.exceptions.ImproperlyConfigured: " + name)
    assert cure in words


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="how a connection to SQLite is opened")
def test_a_connection_to_sqlite_may_keep_half_a_megabyte_of_the_file(db):
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA cache_size").fetchone() == (-500,)
