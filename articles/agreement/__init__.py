"""Whether two languages of one text say the same figures and lead to the same places.

Numbers, amounts and durations with their units, shares, dates, times, telephone numbers, names such as B12, how often
something is taken, and links. "1,5" in Turkish is "1.5" in English and "two" is "2"; words that are only grammar never
count. The order may differ, since the languages' order does, so numbers that changed places are not seen.
"""

from articles.agreement.comparing import Disagreement, Pair, disagreements
from articles.agreement.figures import Figure

__all__ = ["Disagreement", "Figure", "Pair", "disagreements"]
