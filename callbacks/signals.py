"""What this app tells the rest of the site."""

from django.dispatch import Signal

#: The hospital's name, number or opening hours were saved. Sent inside the transaction that saves them,
#: so that what a listener writes stands or falls with the change. Arguments: sender, facts.
facts_changed = Signal()
