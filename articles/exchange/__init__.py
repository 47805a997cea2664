"""Texts that leave for a translator outside the house, and come back: one YAML file an article and language.

`sheet` makes it from rows, `write` and `check` turn it into YAML and back, and `take` stores what was filled in.
Every text goes out with the fingerprints of its source and of its translation, so that what happened to either of them
meanwhile is seen when it comes back. Nothing is published by it.
"""

from articles.exchange.files import check, is_sheet, write
from articles.exchange.sheets import Sheet, sheet
from articles.exchange.taking import KeptBack, Taken, take

__all__ = ["KeptBack", "Sheet", "Taken", "check", "is_sheet", "sheet", "take", "write"]
