"""Forms that ask about a text that seems to be in the wrong language, before it is saved."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.freshness import fingerprint
from articles.language_guard import Question, question, same_in_both
from articles.models.words import LANGUAGES

LANGUAGE_NAMES = dict(settings.LANGUAGES)
WORDS_SHOWN = 160
TURNED = gettext_lazy("“Written first in” is changed by itself. Save this text before that, or after it.")
ASKED = {
    "other": gettext_lazy("This box is for another language. Is this in %(language)s?"),
    "same": gettext_lazy("Both languages have the same text. Is this in %(language)s?"),
}


class AskingAdmin:
    """Mixin for admin classes, to be named before Django's: a form that was not taken answers 422."""

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kw: Any) -> HttpResponse:
        response = super().render_change_form(request, context, *args, **kw)  # type: ignore[misc]
        response.status_code = 422 if context["errors"] else response.status_code
        return response


class Guarded(ModelForm):
    """Asks, beside the box, about every text of readers that was changed. The tick under the question lets exactly this
    text pass, so what was saved as it is is not asked about again while it stays the same.
    """

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for field in self._meta.model.tracked:
            texts = {code: cleaned.get(f"{field}_{code}") or "" for code in LANGUAGES}
            for code, text in texts.items():
                if f"{field}_{code}" in self.changed_data:
                    self._ask(f"{field}_{code}", text, question(text, code) or same_in_both(texts))
        return cleaned

    def refuse_texts(self) -> None:
        """Take no text that is changed in the save that turns an article round: what is the source before that save is
        the translation after it, so nobody could be told that the other language has not followed.
        """
        for name in self.changed_texts():
            self.add_error(name, ValidationError(TURNED, code="turned"))

    def changed_texts(self) -> list[str]:
        names = [f"{field}_{code}" for field in self._meta.model.tracked for code in LANGUAGES]
        return [name for name in names if name in self.changed_data]

    def _ask(self, name: str, text: str, asked: Question | None) -> None:
        tick = f"{self.add_prefix(name)}-as-it-is"
        if asked and self.data.get(tick) != fingerprint(text):
            self.add_error(name, ValidationError(self._words(asked, name, tick, text), code="language"))

    def _words(self, asked: Question, name: str, tick: str, text: str) -> str:
        """The question with its tick, which says for which text it is."""
        own = name[-2:]
        code = own if asked.kind == "same" else next(each for each in LANGUAGES if each != own)
        asks = ASKED[asked.kind] % {"language": LANGUAGE_NAMES[code]}
        shown = asked.words if len(asked.words) <= WORDS_SHOWN else f"{asked.words[:WORDS_SHOWN].rstrip()}…"
        return format_html(
            '{} <q lang="{}">{}</q> <label class="as-it-is"><input type="checkbox" name="{}" value="{}">{}</label>',
            *(asks, code, shown, tick, fingerprint(text), _("It is right as it is")),
        )
