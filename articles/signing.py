"""A medical reviewer's word for one language of an article: for the very text they read, and that others wrote."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.composing import compose
from articles.content import last_editor
from articles.documents import Document, digest
from articles.fitness import problems
from articles.models import Article, Edition, SignOff


class NotSigned(Exception):
    """Why a text was not signed off, in words for whoever wanted to."""


@dataclass(frozen=True)
class Text:
    """One language of an article that can be signed off: what readers have now, or the saved draft where it differs."""

    document: Document
    digest: str
    version: int  # that it was made from
    is_published: bool
    signed: SignOff | None


def texts(article: Article, language: str) -> list[Text]:
    """What there is to sign, the draft first. A draft that is not fit to be read is not there."""
    current = Edition.objects.current().in_language(language).filter(article=article).first()
    newest = article.versions.values_list("pk", flat=True).first()
    found = [(current.document, current.version_id, True)] if current else []
    draft = compose(article, language)
    differs = current is None or digest(draft) != digest(current.document)
    if differs and newest and not problems(article, language):
        found.insert(0, (draft, newest, False))
    marks = {each.digest: each for each in SignOff.objects.filter(article=article, language=language)}
    return [
        Text(document, digest(document), version, published, marks.get(digest(document)))
        for document, version, published in found
    ]


def mark(article: Article, language: str, document: Document) -> SignOff | None:
    """The sign-off of exactly this text, if somebody has given it."""
    return SignOff.objects.filter(article=article, language=language, digest=digest(document)).first()


def objection(article: Article, language: str, text: Text, by: User) -> str | None:
    """Why `by` cannot sign `text`; None if nothing speaks against it."""
    if text.signed:
        return _("This text has been signed off already.")
    if not (by.first_name.strip() and by.last_name.strip()):
        return _("Readers are told who signed, and your account has no first and last name yet.")
    if last_editor(article, language, text.version) == by.pk:
        return _("You were the last to change this text, so somebody else has to sign it off.")
    return None


@transaction.atomic
def sign_off(article: Article, language: str, *, seen: str, title: str, by: User) -> SignOff:
    """Sign the text of `article` whose digest is `seen`, under the name of the account `by` and with its `title`.

    Raises NotSigned if that text is no more, is signed already, or `by` may not vouch for it.
    """
    article = Article.objects.with_everything().locked().get(pk=article.pk)
    text = next((each for each in texts(article, language) if each.digest == seen), None)
    if text is None:
        raise NotSigned(_("The text has changed since you read it. Nothing was signed: please read it again."))
    if words := objection(article, language, text, by):
        raise NotSigned(words)
    name = by.get_full_name()
    said = {"digest": seen, "name": name, "title": title.strip(), "recorded_by": by}
    return SignOff.objects.create(article=article, language=language, **said)


def title_of(person: User) -> str:
    """The title under which `person` signed last, so that it is typed once."""
    return SignOff.objects.filter(recorded_by=person).values_list("title", flat=True).first() or ""
