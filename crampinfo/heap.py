"""What glibc's malloc does with memory that was given back: mallopt(3)."""

import ctypes

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
AT_HAND = 2 * 1024 * 1024  # bytes; brotli takes 0.7 MB for a page
MAPPED = 1024 * 1024  # bytes; nothing that a page needs is as large


def keep_at_hand() -> None:
    """Keep AT_HAND of what was freed instead of giving it back to the system, and nothing where malloc is not glibc's.

    Else what brotli worked with goes back after each page and is asked for anew with the next, which costs 110 page
    faults: a tenth of a page that nobody had kept.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(M_TRIM_THRESHOLD, AT_HAND)
        mallopt(M_MMAP_THRESHOLD, MAPPED)
