"""The two names of a call request: one to say on the telephone, one that opens its page."""

import secrets
from hashlib import sha256

#: No vowels (no words by chance), nothing that is taken for something else (0 O, 1 I L, 2 Z, 5 S, 8 B, U V).
LETTERS = "34679CDFGHJKMNPQRTVWXY"


def new_reference() -> str:
    """Such as "K7M-4QD": 22⁶, about 113 million of them, so two alike are rare and the database settles them."""
    letters = [secrets.choice(LETTERS) for _ in range(6)]
    return "".join(letters[:3]) + "-" + "".join(letters[3:])


def new_token() -> str:
    """192 random bits for an address nobody can guess. Only its digest is stored."""
    return secrets.token_urlsafe(24)


def digest_of(token: str) -> str:
    """What is stored of a token. A plain hash is enough, since the token is random and long."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
