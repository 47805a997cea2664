"""How the desk's templates show what was changed."""

from django import template

register = template.Library()


@register.filter
def ends_of_blocks(words: str) -> str:
    """Changed words with a sign where a paragraph, an item or a line ends, since the end is part of the change."""
    return words.replace("\n", "¶\n")
