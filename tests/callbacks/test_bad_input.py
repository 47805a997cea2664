"""Whatever is sent, the answer is clear: never a 5xx, and nothing half-stored.

At least 1,500 posts are generated: 600 of fields and 900 of bytes. Each of the two counts its own.
"""

from collections import Counter
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callbacks.forms import CallForm
from callbacks.models import CallRequest

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=b"
GOOD = b"name=Ali&phone=05321234567&notice=2026-11-22"


sent = Counter()


def status(body: bytes, content_type: str) -> int:
    sent["posts"] += 1
    client = Client(raise_request_exception=False)
    return client.generic("POST", reverse("callbacks:call"), body, content_type).status_code


@pytest.mark.parametrize(
    ("body", "content_type", "answer"),
    [
        (GOOD, FORM, 303),
        (GOOD, f"{FORM}; charset=UTF-8", 303),
        (GOOD, f'{FORM}; charset="utf-8"', 303),
        (b"", FORM, 422),
        (b"name=%00&phone=%00", FORM, 422),
        (b"name=A%FFli&phone=05321234567&notice=2026-11-22", FORM, 422),
        (b"name=\xff\xfe&phone=\x00\x01", FORM, 422),
        (b"%=%&&&==&name", FORM, 422),
        (b"name=" + b"a" * 10_000 + b"&phone=05321234567&notice=2026-11-22", FORM, 422),
        (b"name=Ali&phone=" + b"5" * 10_000 + b"&notice=2026-11-22", FORM, 422),
        (b"&".join(b"f%d=x" % n for n in range(100)), FORM, 422),
        (b"&".join(b"name=x" for n in range(100)), FORM, 422),
        (b"&".join(b"f%d=x" % n for n in range(100_000)), FORM, 400),
        (GOOD + b"&pad=" + b"x" * 3_000_000, FORM, 400),
        (GOOD, f"{FORM}; charset=bogus", 400),
        (GOOD, f"{FORM}; charset=utf-16", 400),
        (GOOD, f"{FORM}; charset=hex", 400),
        (b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nAli\r\n--b--\r\n', f"{PARTS}; charset=hex", 400),
        (b"--b\r\nthis is no part", PARTS, 422),
        (b"no boundary at all", PARTS, 422),
        (b"x", "multipart/form-data", 400),
        (b"x", "multipart/form-data; boundary=" + "b" * 500, 400),
        (b"x", "multipart/form-data; boundary=\u00e9", 400),
        (b'--b\r\nContent-Disposition: form-data; name="name"\r\n', PARTS, 422),
        (b'{"name": "Ali"}', "application/json", 422),
        (GOOD, "text/plain", 422),
        (GOOD, "", 422),
        (GOOD, "nonsense;;;=", 422),
    ],
)
def test_a_body_of_any_kind_gets_its_answer(body, content_type, answer):
    assert status(body, content_type) == answer
    assert CallRequest.objects.count() == (1 if answer == 303 else 0)


def test_a_file_instead_of_a_field_is_a_missing_field(answers):
    sent = {**answers, "name": SimpleUploadedFile("name.txt", b"Ali")}
    response = Client().post(reverse("callbacks:call"), sent)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["name"])


def test_a_length_that_is_not_true_is_no_error_of_ours():
    client = Client(raise_request_exception=False)
    response = client.generic("POST", reverse("callbacks:call"), GOOD, FORM, CONTENT_LENGTH="nonsense")

    assert response.status_code == 400


@pytest.mark.parametrize(
    "path", ["\x00", "%00", "%ff%fe", "a%2fb", "%F0%9F%92%A9", "x" * 10_000, "..", "%2e%2e", "K7M-4QD", "-", "ğ"]
)
@pytest.mark.parametrize("view", ["received", "notice"])
def test_an_address_of_any_kind_is_not_found(view, path):
    kwargs = {"token": "x"} if view == "received" else {"version": "x"}
    address = reverse(f"callbacks:{view}", kwargs=kwargs).removesuffix("x/")
    response = Client(raise_request_exception=False).get(f"{address}{path}/")

    assert response.status_code == 404


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(list(CallForm.base_fields)) | st.text(), st.text() | st.just("0532 123 45 67")))
def fields_get_their_answer(data: dict[str, str]) -> None:
    before = CallRequest.objects.count()
    body = urlencode(data, errors="surrogatepass").encode()
    answer = status(body, FORM)

    assert answer in (303, 422)
    assert CallRequest.objects.count() - before == (1 if answer == 303 else 0)


def test_600_posts_of_fields_of_any_kind_get_their_answer():
    before = sent["posts"]
    fields_get_their_answer()
    assert sent["posts"] - before >= 600


header_letters = st.characters(min_codepoint=32, max_codepoint=255)


@settings(max_examples=450, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=200), st.sampled_from([FORM, PARTS]), st.text(alphabet=header_letters))
def bytes_get_their_answer(body: bytes, content_type: str, charset: str) -> None:
    assert status(body, content_type) in (303, 400, 422)
    assert status(body, f"{content_type}; charset={charset}") in (303, 400, 422)


def test_900_posts_of_bytes_of_any_kind_get_their_answer():
    before = sent["posts"]
    bytes_get_their_answer()
    assert sent["posts"] - before >= 900
