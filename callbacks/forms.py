"""The form "Let us call you": cleans what was typed and keeps all of it."""

import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from . import phone as telephone
from .models.call_request import Language, Window
from .notice import NOTICE_VERSION, known_versions
from .plain_text import UNREADABLE, OneLineField, one_line

LONGEST_TOPIC = 200

WHICH_PHONE = _("Enter a phone number, for example 0532 123 45 67 or +49 151 23456789.")
COSTLY_PHONE = _("This number costs extra to call. Enter another one, for example 0532 123 45 67.")
WHICH_NAME = _("Enter your name, so that we know whom to ask for.")
SHORTER_NAME = _("Use at most 120 letters for your name.")
BROKEN_NAME = _("Some letters of your name did not arrive whole. Type your name again.")
NO_LINK = _("Enter your name only, without the address of a web page.")
WHICH_LANGUAGE = _("Choose the language we should speak.")
WHICH_WINDOW = _("Choose when we may call.")
NOTICE_CHANGED = _("The privacy notice has changed since you opened this page. Read it, then send the form again.")

_LINK = re.compile(r"://|\bhref\s*=|\[/?url|\bwww\.|\w\.(?:com|net|org|info|xyz)\b", re.ASCII | re.IGNORECASE)


class CallForm(forms.Form):
    name = OneLineField(
        label=_("Your name"), max_length=120, error_messages={"required": WHICH_NAME, "max_length": SHORTER_NAME}
    )
    phone = OneLineField(
        label=_("Phone number"), max_length=60, error_messages={"required": WHICH_PHONE, "max_length": WHICH_PHONE}
    )
    language = forms.ChoiceField(
        label=_("Which language should we speak?"),
        choices=Language,
        required=False,
        error_messages={"invalid_choice": WHICH_LANGUAGE},
    )
    window = forms.ChoiceField(
        label=_("When may we call?"),
        choices=Window,
        required=False,
        initial=Window.ANY,
        error_messages={"invalid_choice": WHICH_WINDOW},
    )
    may_leave_message = forms.BooleanField(label=_("You may leave a message"), required=False)
    may_say_hospital = forms.BooleanField(label=_("You may say that the hospital is calling"), required=False)
    share_topic = forms.BooleanField(
        label=_("I agree that the caller is told which page I was reading"), required=False
    )
    about = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    notice = forms.CharField(widget=forms.HiddenInput, initial=NOTICE_VERSION, required=False)
    website = forms.CharField(required=False)
    confirm = forms.CharField(required=False)  # the signed time of the page "please confirm"; see confirming.py

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = active_language()
        for hidden in ("about", "notice", "website", "confirm"):
            self.fields[hidden].validators = []  # nobody could mend an error there

    @property
    def topic(self) -> str | None:
        """The topic the form was shown with, whether or not the box is ticked."""
        return one_line(self.data.get("about", ""))[:LONGEST_TOPIC] or None

    def clean_name(self) -> str:
        if UNREADABLE in self.cleaned_data["name"]:
            raise forms.ValidationError(BROKEN_NAME, code="unreadable")
        if _LINK.search(self.cleaned_data["name"]):
            raise forms.ValidationError(NO_LINK, code="link")
        return self.cleaned_data["name"]

    def clean_phone(self) -> telephone.Phone:
        try:
            return telephone.parse(self.cleaned_data["phone"])
        except telephone.BadPhone as bad:
            message = COSTLY_PHONE if bad.reason == "costly" else WHICH_PHONE
            raise forms.ValidationError(message, code=bad.reason) from None

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or active_language()

    def clean_window(self) -> str:
        return self.cleaned_data["window"] or Window.ANY

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        answers["about"] = (self.topic or "") if answers.get("share_topic") else ""
        answers["notice_language"] = active_language()
        if answers.get("notice") not in known_versions():
            self.data = {**dict(self.data.items()), "notice": NOTICE_VERSION}  # the page shown next holds the new one
            self.add_error(None, forms.ValidationError(NOTICE_CHANGED, code="notice"))
        return answers


def active_language() -> str:
    """The language of the page the form is on: "en" or "tr"."""
    return Language.TURKISH if (get_language() or "").startswith("tr") else Language.ENGLISH
