"""Where answers stand ready: so many bytes of them, the longest unasked for making room, each to be had by its keys."""

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from crampinfo.negotiating import is_known
from crampinfo.places import Place

Header = tuple[bytes, bytes]
KEPT_WHEN_UNCHANGED = frozenset({b"cache-control", b"etag", b"last-modified", b"vary"})  # as Django's own 304 has them

BESIDE, BESIDE_A_KEY = 1800, 400  # bytes, measured on pages of the first article
LOST = 1.2  # between texts of different lengths: a worker took 59 MB more for 48 MB more of budget


@lru_cache(maxsize=1024)
def shared(header: Header) -> tuple[Header, bytes]:
    """The one copy of a header that most answers have alike (the policy, the kind, the promises), and of its line."""
    return header, b"%b: %b\r\n" % header


@dataclass(frozen=True, slots=True)
class Start:
    """What goes before a body, as a server is told it (ASGI) and as it stands on the wire (RFC 9112)."""

    status: int
    headers: list[Header]
    lines: list[bytes]  # of the headers alone

    @classmethod
    def of(cls, status: int, headers: Iterable[Header]) -> "Start":
        both = [shared(header) for header in headers]
        return cls(status, [header for header, _line in both], [line for _header, line in both])

    @property
    def message(self) -> dict[str, Any]:
        return {"type": "http.response.start", "status": self.status, "headers": self.headers}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, whole, and the one that stands for it where it is known already."""

    start: Start
    unchanged: Start
    body: bytes
    etag: str  # empty if it has none
    keys: frozenset[str]
    weight: int = field(compare=False)  # bytes of memory, with what Python needs beside the text

    @classmethod
    def of(cls, status: int, headers: Iterable[Header], body: bytes) -> "Answer":
        named = [(name.lower(), value) for name, value in headers]
        given = dict(named)
        unchanged = Start.of(304, [header for header in named if header[0] in KEPT_WHEN_UNCHANGED])
        keys = frozenset(given.get(b"surrogate-key", b"").decode("ascii").split())
        etag = given.get(b"etag", b"").decode("latin-1")
        return cls(Start.of(status, named), unchanged, body, etag, keys, weigh(body, keys))

    def to(self, method: str, given: Mapping[bytes, bytes]) -> tuple[Start, bytes]:
        """What is sent, start and body, to a GET or HEAD with the headers `given`."""
        known = given.get(b"if-none-match")
        if known is not None and is_known(self.etag, known.decode("latin-1")):
            return self.unchanged, b""
        return self.start, self.body if method == "GET" else b""


def weigh(body: bytes, keys: Collection[str]) -> int:
    """About how many bytes of memory an answer takes, with what Python needs beside the text and the heap loses."""
    return int(LOST * (BESIDE + len(body) + BESIDE_A_KEY * len(keys)))


class Shelf:
    """Answers by place. One thread only: the event loop's."""

    def __init__(self, budget: int) -> None:
        self.budget, self.weight = budget, 0
        self._answers: OrderedDict[Place, Answer] = OrderedDict()
        self._places: defaultdict[str, set[Place]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, place: tuple[str, str, str]) -> Answer | None:
        answer = self._answers.get(place)  # type: ignore[call-overload]
        if answer is not None:
            self._answers.move_to_end(place)  # type: ignore[arg-type]
        return answer

    def put(self, place: Place, answer: Answer) -> None:
        """Keep `answer`, and let go of those unasked for longest until all fit. What is larger than all stays out."""
        self._take(place)
        if answer.weight > self.budget:
            return
        self._answers[place] = answer
        self.weight += answer.weight
        for key in answer.keys:
            self._places[key].add(place)
        while self.weight > self.budget:
            self._take(next(iter(self._answers)))

    def drop(self, keys: Iterable[str]) -> None:
        """Let go of every answer that was made from any of `keys`."""
        for key in keys:
            for place in list(self._places.get(key, ())):
                self._take(place)

    def _take(self, place: Place) -> None:
        answer = self._answers.pop(place, None)
        if answer is None:
            return
        self.weight -= answer.weight
        for key in answer.keys:
            self._places[key].discard(place)
            if not self._places[key]:
                del self._places[key]
