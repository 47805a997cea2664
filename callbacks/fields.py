"""Text that only this application can read, and a way to find a number without reading it.

Encrypted by Fernet (AES-128-CBC and HMAC-SHA256) under `settings.FIELD_KEYS`: the first key encrypts, every key
decrypts, so a new key is put in front and the old one stays as long as rows are written under it. The keys live
outside the database. This protects dumps and backups, not a server that was taken over.

Source: cryptography's MultiFernet; the blind index after OWASP's Cryptographic Storage Cheat Sheet.
"""

import base64
import hmac
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.db.models.lookups import Exact


class WrongKey(Exception):
    """Something stored cannot be decrypted by any key of `settings.FIELD_KEYS`. Holds neither text nor ciphertext."""


@lru_cache(maxsize=4)
def _cipher_of(keys: tuple[str, ...]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError:
        # Without the cause: it could quote the key.
        raise ImproperlyConfigured("FIELD_KEYS needs one or more Fernet keys, the one that encrypts first.") from None


def _cipher() -> MultiFernet:
    return _cipher_of(tuple(settings.FIELD_KEYS))


def seal(text: str) -> str:
    """`text` as only this application can read it, in letters that a file's line or an address can hold."""
    return _cipher().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What `seal` was given. Raises WrongKey if no key of `settings.FIELD_KEYS` opens it."""
    try:
        return _cipher().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise WrongKey("This was sealed under a key that is not there.") from None


@lru_cache(maxsize=16)
def _hash_key(key: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(base64.urlsafe_b64decode(key))


def keyed_hash(purpose: str, text: str) -> str:
    """64 hexadecimal letters, the same for the same text and purpose; without the key they say nothing."""
    return hmac.new(_hash_key(settings.FIELD_KEYS[-1], purpose), text.encode(), sha256).hexdigest()


def blind_index(e164: str) -> str:
    """64 hexadecimal letters that are the same for the same number and say nothing without the key.

    The key is derived from the last, oldest key of `settings.FIELD_KEYS`: putting a new key in front, which is how
    keys are changed, leaves every index as it is. Only dropping the oldest key changes them; whoever drops it
    saves every readable request once (`CallRequest.save` writes ciphertext and index anew).
    """
    return keyed_hash("callbacks.phone_index", e164)


class OnlyWhetherEmpty(Exact):
    """`field=""`, the one question that ciphertext can answer: the same text is never encrypted alike twice."""

    def get_prep_lookup(self) -> Any:
        if self.rhs != "":
            raise FieldError("An encrypted text can only be asked whether it is empty; find people by phone_index.")
        return self.rhs


class EncryptedTextField(models.TextField):
    """A text that is ciphertext in the database and plain in Python. Empty stays empty, so that the database can
    hold a rule about it. Reading raises WrongKey rather than ever handing out ciphertext, and no model form is
    given an input for it.
    """

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return _cipher().encrypt(text.encode()).decode() if text else text

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        if not value:
            return value
        try:
            return _cipher().decrypt(value.encode()).decode()
        except InvalidToken:
            raise WrongKey(f"{self.model.__name__}.{self.name} was written under a key that is not there.") from None

    def get_lookup(self, lookup_name: str) -> Any:
        return OnlyWhetherEmpty if lookup_name == "exact" else None

    def formfield(self, **kwargs: Any) -> None:  # type: ignore[override]
        return None
