"""Medical reviewers' sign-offs: made by the reviewer on a page of its own, listed here, withdrawn by whoever signed."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.desk import article_for, frame
from articles.admin.editors import editor_of
from articles.models import Article, Edition, SignOff
from articles.models.words import LANGUAGES
from articles.roles import may_sign
from articles.signing import NotSigned, objection, sign_off, texts, title_of

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


class SignOffForm(forms.Form):
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("Your title"), max_length=150,
        help_text=gettext_lazy("As readers are to see it, for example: neurologist."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )  # fmt: skip
    read = forms.BooleanField(label=gettext_lazy("I have read this text in full, and what it says is right."))


def sign_off_page(desk: "ArticleAdmin", request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """What there is to sign in `language`; and, once a text was read, the form under which to put one's name."""
    article = article_for(desk, request, pk, may="sign")
    if language not in LANGUAGES:
        raise Http404
    form = _form(request)
    refusal = _sign(request, article, language, form) if request.method == "POST" else ""
    if refusal is None:
        return HttpResponseRedirect(request.path)
    shown = _offer(article, language, editor_of(request), form["seen"].value())
    title = _("Sign off in %(name)s") % {"name": dict(settings.LANGUAGES)[language]}
    context = frame(desk, request, article, title, form=form, refusal=refusal, language=language, **shown)
    status = 422 if request.method == "POST" else 200
    return render(request, "admin/articles/article/sign_off.html", context, status=status)


def _form(request: HttpRequest) -> SignOffForm:
    known = {"title": title_of(editor_of(request)), "seen": request.GET.get("text", "")}
    return SignOffForm(request.POST or None, initial=known)


def _sign(request: HttpRequest, article: Article, language: str, form: SignOffForm) -> str | None:
    """Sign, and say so: None. Otherwise why not, or "" where the form itself says it."""
    if not form.is_valid():
        return ""
    said = {name: form.cleaned_data[name] for name in ("seen", "title")}
    try:
        sign_off(article, language, by=editor_of(request), **said)
    except NotSigned as reason:
        return str(reason)
    messages.success(request, _("Signed off in your name. Readers see it wherever they get exactly this text."))
    return None


def _offer(article: Article, language: str, person: User, seen: str) -> dict[str, Any]:
    """The texts to sign, each with what keeps `person` from it, and the one that they have read and may sign."""
    offered = [(text, objection(article, language, text, person)) for text in texts(article, language)]
    chosen = next((text for text, words in offered if text.digest == seen and not words), None)
    return {"offered": offered, "chosen": chosen, "name": person.get_full_name()}


def sign_address(request: HttpRequest, article: Article, language: str, digest: str) -> str | None:
    """Where whoever reads the text with `digest` may sign it; None if they are no reviewer."""
    if not may_sign(request.user):
        return None
    return reverse("admin:articles_article_sign_off", args=[article.pk, language]) + f"?text={digest}"


@admin.register(SignOff)
class SignOffAdmin(admin.ModelAdmin):
    """What was signed, to look at."""

    list_display = ["article", "language", "name", "title", "signed_on", "holds"]
    list_filter = ["language"]
    fields = ["article", "language", "name", "title", "signed_on", "recorded_by"]

    @admin.display(description=gettext_lazy("holds"), boolean=True)
    def holds(self, sign_off: SignOff) -> bool:
        return Edition.objects.current().signed_by(sign_off).exists()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody signs for somebody else: a reviewer signs on the article's own page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: SignOff | None = None) -> bool:
        """What somebody signed is not edited; it can be withdrawn."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SignOff | None = None) -> bool:
        own = obj is not None and obj.recorded_by == request.user and may_sign(request.user)
        return own or super().has_delete_permission(request, obj)
