"""An article is turned to be made from its other language only when no safety text of that one is behind."""

import pytest

from articles import content, freshness
from articles.models import Article, CareItem, PreventionEntry
from articles.publishing import publish
from tests.desk import errors_on, page
from tests.making import small
from tests.posting import fields_of

pytestmark = pytest.mark.django_db

ONE = (
    "1 safety text is stale or missing in Turkish. Translate it first, or tick that it still holds, and save; "
    "then change this."
)
TWO = (
    "2 safety texts are stale or missing in Turkish. Translate them first, or tick that they still hold, and save; "
    "then change this."
)
TURKISH = (
    "2 güvenlik metni güncelliğini yitirmiş ya da eksik (Türkçe). Önce bu metinleri çevirin ya da çevirilerin hâlâ "
    "geçerli olduğunu işaretleyin ve kaydedin; sonra burayı değiştirin."
)

BY_ITSELF = "“Written first in” is changed by itself. Save this text before that, or after it."


def source():
    return Article.objects.get().source_language


def behind():
    """A safety text is stale in Turkish, and another is not there."""
    CareItem.objects.filter(key="breath").update(text_en="no breath at all")
    PreventionEntry.objects.filter(key="quinine").update(name_tr="")


def test_it_is_refused_while_a_safety_text_is_stale_or_missing(small_article, save):
    behind()
    answer = save(source_language="tr")
    assert (answer.status_code, source()) == (422, "en")
    assert dict(answer.context["adminform"].form.errors) == {"source_language": [TWO]}


def test_it_is_said_in_the_language_of_the_desk(small_article, save):
    behind()
    answer = save(source_language="tr", headers={"accept-language": "tr"})
    assert dict(answer.context["adminform"].form.errors) == {"source_language": [TURKISH]}


def test_the_other_way_round_too(db, desk):
    article = content.store(small(source_language="tr"))
    CareItem.objects.filter(key="breath").update(text_tr="hiç nefes yok")
    sent = fields_of(desk.get(page("change", article)).text, "article_form") | {"source_language": "en"}
    assert errors_on(desk.post(page("change", article), sent)) == [ONE.replace("Turkish", "English")]
    assert source() == "tr"


def test_a_text_that_was_published_as_safety_counts(small_article, save):
    publish(small_article, ["en", "tr"])
    Article.objects.update(lead_en="Beware.")
    publish(Article.objects.get(), ["en"], kind="safety", notes={"en": "Beware."})
    assert errors_on(save(source_language="tr")) == [ONE]


def test_translating_and_ticking_lead_to_it(small_article, save, form):
    behind()
    tick = f"care.emergency.breath.text tr {freshness.fingerprint('no breath at all')}"
    done = {"prevention-1-name_tr": "Kinin almayın", "still-holds": [tick]}
    refused = save(source_language="tr", **done)
    assert errors_on(refused) == [TWO]  # what is not saved yet is not so yet
    assert refused.text.count("checked> The translation still holds") == 1
    assert save(**done).status_code == 302
    assert (save(source_language="tr").status_code, source()) == (302, "tr")


@pytest.mark.parametrize(
    "changed",
    [
        {"care-0-text_en": "Call 112 at once."},
        {"care-0-text_tr": "Hemen 112'yi arayın."},
        {"lead_en": "Another lead.", "prevention-0-name_en": "Another name"},
    ],
)
def test_no_text_is_changed_in_the_save_that_turns_it(small_article, save, changed):
    """Else the text is the source when it is written and a translation when it is stored, and nobody is told."""
    refused = save(source_language="tr", **changed)
    assert (refused.status_code, errors_on(refused), source()) == (422, [BY_ITSELF] * len(changed), "en")
    assert save(**changed).status_code == 302


def test_what_is_no_text_may_change_in_the_save_that_turns_it(small_article, save):
    assert (save(source_language="tr", **{"sources-0-citation": "Another."}).status_code, source()) == (302, "tr")


def test_other_texts_that_are_behind_hinder_nobody(small_article, save):
    Article.objects.update(lead_en="Another lead.", summary_tr="")
    assert (save(source_language="tr").status_code, source()) == (302, "tr")


def test_what_is_behind_hinders_no_save_that_leaves_the_language(small_article, save):
    behind()
    assert (save(lead_en="Another lead.").status_code, source()) == (302, "en")
    assert Article.objects.get().lead_en == "Another lead."
