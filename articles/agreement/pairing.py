"""The figures of two languages, paired; what is left over is alone."""

from collections.abc import Callable
from fractions import Fraction

from articles.agreement.figures import Figure
from articles.agreement.units import amount

Is = Callable[[Figure], bool]
Alike = Callable[[Figure, Figure], bool]


def alone(first: list[Figure], second: list[Figure]) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """The firm figures of either side that nothing on the other side answers."""
    left, right = list(first), list(second)
    for alike in (_same, _same_number(first, second)):
        left, right = _paired(left, right, alike, _firm, _firm)
    # Where digits are left over on both sides, a chance "one" of the grammar must not answer for them.
    asks = _firm_in_words if any(map(_in_digits, left)) and any(map(_in_digits, right)) else _firm
    for alike in (_same, _answers):
        left, right = _paired(left, right, alike, asks, _soft)
        right, left = _paired(right, left, alike, asks, _soft)
    return tuple(filter(_firm, left)), tuple(filter(_firm, right))


def _paired(left: list[Figure], right: list[Figure], alike: Alike, asks: Is, answers: Is) -> tuple[list[Figure], ...]:
    """What is left of both sides when each figure on the left that asks has taken its like on the right."""
    kept, rest = [], list(right)
    for figure in left:
        like = next((one for one in rest if answers(one) and alike(figure, one)), None) if asks(figure) else None
        if like is None:
            kept.append(figure)
        else:
            rest.remove(like)
    return kept, rest


def _firm(figure: Figure) -> bool:
    return figure.firm


def _soft(figure: Figure) -> bool:
    return not figure.firm


def _in_digits(figure: Figure) -> bool:
    return figure.firm and any(letter.isdigit() for letter in figure.words)


def _firm_in_words(figure: Figure) -> bool:
    return figure.firm and not _in_digits(figure)


def _same(one: Figure, other: Figure) -> bool:
    return _key(one) == _key(other)


def _key(figure: Figure) -> tuple[Fraction | str, str]:
    return amount(figure.value, figure.unit) if isinstance(figure.value, Fraction) else (figure.value, "")


def _same_number(first: list[Figure], second: list[Figure]) -> Alike:
    """The same number where one side leaves out its unit: that of an age, or one that this side has named already."""
    units = [{figure.unit for figure in side} for side in (first, second)]

    def alike(one: Figure, other: Figure) -> bool:
        if one.value != other.value or bool(one.unit) == bool(other.unit):
            return False
        unit = one.unit or other.unit
        return unit == "year" or all(unit in side for side in units)

    return alike


def _answers(one: Figure, other: Figure) -> bool:
    """A number in words answers a figure of the same number, unless they count other things."""
    return one.value == other.value and not (one.unit and other.unit)
