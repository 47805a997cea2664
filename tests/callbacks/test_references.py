import re

from callbacks.references import LETTERS, digest_of, new_reference, new_token


def test_a_reference_is_short_and_has_no_letter_that_is_taken_for_another():
    references = [new_reference() for _ in range(200)]

    assert [one for one in references if not re.fullmatch(f"[{LETTERS}]{{3}}-[{LETTERS}]{{3}}", one)] == []
    assert set("01258AEIOULSZB") & set(LETTERS) == set()


def test_references_and_tokens_are_drawn_anew_each_time():
    assert len({new_reference() for _ in range(50)}) > 45
    assert len({new_token() for _ in range(50)}) == 50


def test_a_token_fits_into_an_address_as_it_is():
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}", new_token())


def test_a_digest_is_sha256_and_takes_any_text():
    assert digest_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert len(digest_of("\ud800 ğ")) == 64
