"""The parts of one kind in one save: what only one of them may be, and how two of them exchange their names.

The form of one part cannot see the others, and the database looks at every row as it is written.
"""

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.forms import BaseInlineFormSet, ModelForm
from django.utils.translation import gettext_lazy as _

from articles.models.words import SectionKind

NOBODYS = Concat(Value("set-aside-"), Cast("pk", CharField()))


class PartFormSet(BaseInlineFormSet):
    """`set_aside` says what the rows that change hold until their own values are written, one after the other."""

    set_aside: dict[str, Any] = {"key": NOBODYS}

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        changed = [form.instance.pk for form in self.initial_forms if form.has_changed()]
        self.get_queryset().model.objects.filter(pk__in=changed).update(**self.set_aside)
        return super().save_existing_objects(commit)

    def clean(self) -> None:
        super().clean()
        texts = [form for form in self.forms if form.changed_texts()]
        if texts and self._turns_round():
            for form in texts:
                form.refuse_texts()

    def _turns_round(self) -> bool:
        """Whether the article's own form, cleaned before, has changed in which language it is written first."""
        others = type(self.instance).objects.exclude(source_language=self.instance.source_language)
        return others.filter(pk=self.instance.pk).exists()

    def standing(self) -> list[ModelForm]:
        """The forms of parts that the article will have after this save."""
        return [form for form in self.forms if getattr(form, "cleaned_data", {}) and form not in self.deleted_forms]


class SectionFormSet(PartFormSet):
    set_aside = {"anchor": NOBODYS, "kind": SectionKind.TEXT}

    def clean(self) -> None:
        super().clean()
        kinds = Counter(form.cleaned_data.get("kind") for form in self.standing())
        twice = [str(kind.label) for kind in SectionKind if kind != SectionKind.TEXT and kinds[kind] > 1]
        if twice:
            raise ValidationError(
                _("Only one section can be of this kind: %(kinds)s"), params={"kinds": ", ".join(twice)}
            )


class SourceFormSet(PartFormSet):
    set_aside = {"key": NOBODYS, "is_basis": False, "basis_created": None, "basis_updated": None}

    def clean(self) -> None:
        super().clean()
        if sum(form.cleaned_data.get("is_basis", False) for form in self.standing()) > 1:
            raise ValidationError(_("An article is based on one source at most."))
