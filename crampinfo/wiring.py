"""What one room tells the other without knowing it: both are known here only."""

from typing import Any

from django.dispatch import receiver

from articles import surrogate_keys
from articles.models import Change
from callbacks.signals import facts_changed


@receiver(facts_changed)
def every_page_shows_the_hospitals_facts(**_kwargs: Any) -> None:
    Change.objects.write(surrogate_keys.SITE)
