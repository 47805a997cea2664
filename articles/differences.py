"""Two texts word by word: what stayed, what is gone and what is new."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from typing import Literal

from articles import seen

Kind = Literal["same", "gone", "new"]
Run = tuple[Kind, str]

WORD = re.compile(r"[^\W_]+(?:[.,:'’-][^\W_]+)*|\s|.", re.DOTALL)


def words(before: str, after: str) -> list[Run]:
    """The runs of words that are the same in both texts, gone from `before` and new in `after`, in reading order.

    Prose is compared as readers see it; the end of a block is "\n". Same and gone joined are `before` as readers
    see it, same and new are `after`.
    """
    return _tidy(_runs(WORD.findall(seen.marked(before)), WORD.findall(seen.marked(after))))


def _runs(before: list[str], after: list[str]) -> Iterator[Run]:
    # Spaces and signs never begin a match, so that two sentences are not held together by their commas.
    matcher = SequenceMatcher(_is_no_word, before, after, autojunk=False)
    for step, start, end, new_start, new_end in matcher.get_opcodes():
        if step == "equal":
            yield "same", "".join(before[start:end])
        else:
            gone, new = before[start:end], after[new_start:new_end]
            alike = _alike_at_the_end(gone, new)
            yield "gone", "".join(gone[: len(gone) - alike])
            yield "new", "".join(new[: len(new) - alike])
            yield "same", "".join(gone[len(gone) - alike :])


def _alike_at_the_end(gone: list[str], new: list[str]) -> int:
    """How many tokens both end with: a full stop stays, though the word before it changed."""
    pairs = zip(reversed(gone), reversed(new), strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _is_no_word(token: str) -> bool:
    return not token[0].isalnum()


def _tidy(runs: Iterable[Run]) -> list[Run]:
    """A space alone between two changes belongs to both, and what is gone stands before what is new in its place."""
    listed = [run for run in runs if run[1]]
    tidied: list[Run] = []
    for place, (kind, text) in enumerate(listed):
        between = kind == "same" and text == " " and 0 < place < len(listed) - 1
        tidied += [("gone", text), ("new", text)] if between else [(kind, text)]
    return list(_joined(tidied))


def _joined(runs: list[Run]) -> Iterator[Run]:
    for same, together in groupby(runs, key=lambda run: run[0] == "same"):
        listed = list(together)
        kinds: tuple[Kind, ...] = ("same",) if same else ("gone", "new")
        joined = ((kind, "".join(text for other, text in listed if other == kind)) for kind in kinds)
        yield from (run for run in joined if run[1])
