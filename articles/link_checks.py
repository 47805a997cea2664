"""Whether the addresses of our sources still answer: asked once a week, a few at a time, and written down."""

import logging
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from articles.link_asking import Answer, ask
from articles.models import Edition, LinkCheck, Source
from articles.models.words import Fault

logger = logging.getLogger("crampinfo.sources")

EVERY = timedelta(days=7)
AT_ONCE = 4  # hosts; of one host one address at a time,
PAUSE = 1.0  # with so many seconds in between
ENOUGH_HOSTS = 3  # if none of so many can be reached, the network at fault is ours


class NoNetwork(Exception):
    """Nobody at all could be reached, so nothing is known of anybody."""


def addresses() -> set[str]:
    """Those of every source in a draft, and in what readers have."""
    ours = {source.url for source in Source.objects.exclude(url="").only("url")}
    published = Edition.objects.current().values_list("document__sources", flat=True)
    return ours | {source["url"] for sources in published for source in sources if source.get("url")}


def due(now: datetime) -> set[str]:
    """Those of `addresses` that were not asked for a week."""
    return addresses() - set(LinkCheck.objects.asked_since(now - EVERY).values_list("address", flat=True))


def check(wanted: Collection[str], *, allow_local: bool = False, pause: float = PAUSE) -> list[LinkCheck]:
    """Ask all of `wanted` and write down what they answer; what no source names any more is forgotten.

    Returns what was written. Raises NoNetwork, with nothing written, if it is ours that is out of order.
    """
    LinkCheck.objects.exclude(address__in=addresses()).delete()
    answers = dict(_ask_all(wanted, allow_local, pause))
    if _nobody(answers):
        raise NoNetwork
    now = timezone.now()
    return [_write_down(address, answer, now) for address, answer in sorted(answers.items())]


def check_due() -> None:
    """The worker's share: what has not been asked for a week."""
    try:
        written = check(due(timezone.now()))
    except NoNetwork:
        logger.warning("No source could be reached: is this machine on the internet? LINK_CHECKS=0 asks no more")
        return
    if written:
        broken = sum(each.broken_since is not None for each in written)
        logger.info("%d addresses of sources were asked, %d are broken", len(written), broken)


def _ask_all(wanted: Iterable[str], allow_local: bool, pause: float) -> Iterator[tuple[str, Answer]]:
    by_host = defaultdict(list)
    for address in sorted(wanted):
        by_host[_host(address)].append(address)
    with ThreadPoolExecutor(AT_ONCE) as asking:
        asked = [asking.submit(_ask_host, each, allow_local, pause) for each in by_host.values()]
        for each in as_completed(asked):
            yield from each.result()


def _ask_host(wanted: list[str], allow_local: bool, pause: float) -> list[tuple[str, Answer]]:
    agent = f"CrampInfo link check (+{settings.SITE_URL}/)"
    answers: list[tuple[str, Answer]] = []
    for address in wanted:
        if answers:
            time.sleep(pause)
        answers.append((address, ask(address, agent, allow_local=allow_local)))
    return answers


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:  # "http://[": a row that was never cleaned
        return ""


def _nobody(answers: dict[str, Answer]) -> bool:
    hosts = {_host(address) for address in answers}
    return len(hosts) >= ENOUGH_HOSTS and all(each.fault == Fault.UNREACHABLE for each in answers.values())


def _write_down(address: str, answer: Answer, now: datetime) -> LinkCheck:
    before = LinkCheck.objects.filter(address=address).first()
    since = (before and before.broken_since) or now
    said = {"checked_at": now, "status": answer.status, "fault": answer.fault}
    said["broken_since"] = since if answer.is_broken else None
    return LinkCheck.objects.update_or_create(address=address, defaults=said)[0]
