"""The environment that the tests' settings are read from. A pytest plugin, since it has to come before Django's."""

import os

from cryptography.fernet import Fernet

os.environ["SECRET_KEY"] = "a secret for tests only, long enough to pass"
os.environ["FIELD_KEYS"] = Fernet.generate_key().decode()
os.environ["SITE_URL"] = "http://testserver"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or "sqlite://:memory:"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # pytest-playwright runs a loop in the tests' thread
os.environ["LINK_CHECKS"] = "0"  # no test reaches beyond this machine, and no worker of one does
os.environ.pop("DEBUG", None)
os.environ.pop("TRUSTED_PROXY_COUNT", None)
# Limits are out of the way, except where a test sets its own.
os.environ["CALL_LIMITS"] = ",".join(
    f"{name}=1000000/h" for name in ("address_soft", "address_hard", "phone", "headerless", "site")
)
for name in ("EMAIL_URL", "CALL_TEAM_EMAIL", "SPOOL_FILE"):
    os.environ.pop(name, None)
