import json
import re

import pytest

from articles import content
from articles.models import Edition, SignOff
from articles.publishing import publish
from articles.structured_data import condition, written
from callbacks.models import HospitalFacts
from tests.making import small

ENGLISH = "/en/articles/muscle-spasm/"
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def data(client, address):
    [found] = DATA.findall(client.get(address).text)
    return json.loads(found)


def test_it_says_what_the_page_says(client, published):
    assert data(client, ENGLISH) == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "url": "http://testserver/en/articles/muscle-spasm/",
        "name": published.title_en,
        "inLanguage": "en",
        "datePublished": "2026-11-22",
        "dateModified": "2026-11-22",
        "creditText": "CrampInfo Editorial Board",
        "about": {"@type": "MedicalCondition", "name": "muscle spasm"},
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "Health library", "item": "http://testserver/en/"},
                {"@type": "ListItem", "position": 2, "name": published.title_en},
            ],
        },
    }
    turkish = data(client, "/tr/makaleler/kas-spazmi/")
    assert (turkish["inLanguage"], turkish["about"]["name"]) == ("tr", "Kas spazmı")


def test_a_publisher_is_named_once_the_hospital_has_its_name(client, published):
    HospitalFacts(name="Example Hospital").save()
    assert data(client, ENGLISH)["publisher"] == {"@type": "Hospital", "name": "Example Hospital"}


def test_a_reviewer_is_named_only_while_the_sign_off_holds(client, published):
    edition = Edition.objects.get(language="en")
    signed = {name: getattr(edition, name) for name in ("article", "language", "digest")}
    SignOff.objects.create(**signed, name="Dr Ada", title="Neurologist", signed_on="2026-11-23")
    said = data(client, ENGLISH)
    assert said["lastReviewed"] == "2026-11-23"
    assert said["reviewedBy"] == {"@type": "Person", "name": "Dr Ada", "jobTitle": "Neurologist"}
    assert "reviewedBy" not in data(client, "/tr/makaleler/kas-spazmi/")


def test_no_text_ends_the_element_or_begins_another(client, db):
    title = "</script><script>alert(1)</script><!-- & \u2028"
    publish(content.store(small(title={"en": title})), ["en"])
    page = client.get("/en/articles/small-article/").text
    [found] = DATA.findall(page)
    assert re.search("[<>&\u2028]", found) is None
    assert json.loads(found)["name"] == title.strip()


def test_the_escapes_are_json():
    assert json.loads(written({"a": "<>&\u2028\u2029ğ"})) == {"a": "<>&\u2028\u2029ğ"}


@pytest.mark.parametrize(
    ("title", "slug", "name"),
    [
        ("What is a muscle spasm, and why?", "muscle-spasm", "muscle spasm"),
        ("Kas spazmı nedir?", "kas-spazmi", "Kas spazmı"),
        ("Migraine", "migraine", "Migraine"),
        ("Alzheimer’s disease", "alzheimers-disease", "Alzheimer’s disease"),
        ("Something else", "other", "Something else"),
        ("", "other", ""),
    ],
)
def test_the_condition_is_what_the_address_calls_it(title, slug, name):
    assert condition(title, slug) == name


def test_a_preview_says_nothing_to_search_engines(desk, draft):
    response = desk.get(f"/admin/articles/article/{draft.pk}/preview/en/")
    assert response.status_code == 200
    assert DATA.findall(response.text) == []
