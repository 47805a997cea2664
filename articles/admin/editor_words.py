"""The words of the prose editor, which speaks English only, for the script that puts them into the desk's language."""

from django.utils.translation import gettext, gettext_noop

WORDS = [
    gettext_noop("paragraph"),
    gettext_noop("Paragraph"),
    gettext_noop("Heading 3"),
    gettext_noop("bold"),
    gettext_noop("italic"),
    gettext_noop("unordered list"),
    gettext_noop("ordered list"),
    gettext_noop("List properties"),
    gettext_noop("Start at"),
    gettext_noop("List type"),
    gettext_noop("Bullets"),
    gettext_noop("insert link"),
    gettext_noop("remove link"),
    gettext_noop("Edit Link"),
    gettext_noop("URL"),
    gettext_noop("Title"),
    gettext_noop("Update"),
    gettext_noop("undo"),
    gettext_noop("redo"),
]


def words() -> dict[str, str]:
    return {word: gettext(word) for word in WORDS}
