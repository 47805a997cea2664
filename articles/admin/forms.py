"""The forms of the editors' desk."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import safety, turkish
from articles.admin.guarded import Guarded
from articles.admin.two_languages import LANGUAGE_NAMES
from articles.models import Article
from articles.models.words import LANGUAGES, ChangeKind

SAVED_MEANWHILE = _(
    "Somebody else has saved this article since you opened it. Nothing of yours is stored yet: "
    "copy what you changed, open the article again and put it in there."
)


class Lines(AdminTextareaWidget):
    """Lines end with one character, as in rows and files, not with the two that browsers send."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if value else value


class ArticleForm(Guarded):
    """The article's own fields, and the version that the editor was looking at when the form was opened."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self._newest_version()

    def _newest_version(self) -> int | None:
        newest = self.instance.versions.first() if self.instance.pk else None
        return newest.pk if newest else None

    def clean_source_language(self) -> str:
        """Refuse a source with older safety texts than its translation, or without some: nobody would be told then."""
        language = self.cleaned_data["source_language"]
        turned = self.instance.pk and "source_language" in self.changed_data
        if behind := safety.behind(self.instance, language) if turned else []:
            words = ngettext(
                "%(number)d safety text is stale or missing in %(language)s. Translate it first, or tick that it still "
                "holds, and save; then change this.",
                "%(number)d safety texts are stale or missing in %(language)s. Translate them first, or tick that they "
                "still hold, and save; then change this.",
                len(behind),
            )
            said = {"number": len(behind), "language": LANGUAGE_NAMES[language]}
            raise forms.ValidationError(words, code="safety", params=said)
        return language

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and cleaned.get("seen_version") != self._newest_version():
            raise forms.ValidationError(SAVED_MEANWHILE, code="saved_meanwhile")
        stored = self.instance.source_language
        if self.instance.pk and cleaned.get("source_language", stored) != stored:
            self.refuse_texts()
        for code in LANGUAGES:  # an address that nobody typed comes from the title
            if f"slug_{code}" not in self.fields:
                continue
            typed = cleaned.get(f"slug_{code}")
            cleaned[f"slug_{code}"] = typed or turkish.slug(cleaned.get(f"title_{code}") or "") or None
        return cleaned


class CitedKeys(forms.CharField):
    """Keys of sources with commas between them, shown and read as one line."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return list(dict.fromkeys(key for key in re.split(r"[,\s]+", super().to_python(value) or "") if key))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class CitingForm(Guarded):
    """A part that rests on sources, named by their keys, so that a source can be added and cited in one save."""

    cites = CitedKeys(
        label=_("Sources"), required=False,
        widget=forms.TextInput(attrs={"class": "vTextField", "spellcheck": "false"}),
        help_text=_("Keys of sources below, with commas between them."),
    )  # fmt: skip

    named_by = {"Section": "heading", "CareItem": "text"}  # the others have a name

    def clean(self) -> dict[str, Any]:
        """Demand, in the language the article is written in first, the text that a part cannot be without."""
        cleaned = super().clean() or self.cleaned_data
        language = self.data.get("source_language") or self.instance.article.source_language
        field = f"{self.named_by.get(self._meta.model.__name__, 'name')}_{language}"
        if field in self.fields and not (cleaned.get(field) or "").strip() and field not in self.errors:
            self.add_error(field, _("A part needs this in the language the article is written in first."))
        return cleaned

    def clean_cites(self) -> list[str]:
        named = self.cleaned_data["cites"]
        unknown = [key for key in named if key not in self._known()]
        if unknown:
            raise forms.ValidationError(
                _("Not among the sources of this article: %(keys)s"), params={"keys": ", ".join(unknown)}
            )
        return named

    def _known(self) -> set[str]:
        """The keys of the sources as they stand in the form that is being saved."""
        standing = {name for name in self.data if re.fullmatch(r"sources-\d+-key", name)}
        return {self.data[name] for name in standing if not self.data.get(name.removesuffix("key") + "DELETE")}


class PublishForm(forms.Form):
    """Which languages go out, what kind of change it is, and what readers are told."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(
        label=_("Kind of change"), choices=[choice for choice in ChangeKind.choices if choice[0] != ChangeKind.FIRST],
        widget=forms.RadioSelect, initial=ChangeKind.WORDING,
        help_text=_("A change of content or safety moves the date that readers see, and needs a note for them."),
    )  # fmt: skip
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note_en = forms.CharField(
        label=_("Note for readers, in English"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )  # fmt: skip
    note_tr = forms.CharField(
        label=_("Note for readers, in Turkish"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "tr"}),
    )  # fmt: skip

    at = forms.DateTimeField(
        label=_("Goes out at"), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """An hour is needed only by whoever schedules, and it is one to come."""
        cleaned = super().clean() or self.cleaned_data
        if "_schedule" in self.data and "at" not in self.errors:
            at = cleaned.get("at")
            if at is None:
                self.add_error("at", _("Say when it goes out."))
            elif at <= timezone.now():
                self.add_error("at", _("This hour is past."))
        return cleaned

    @property
    def note_boxes(self) -> list[forms.BoundField]:
        return [self[f"note_{code}"] for code in LANGUAGES]

    @property
    def notes(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"note_{code}"] for code in LANGUAGES}
