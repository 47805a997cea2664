"""Many write at once. Goals: everybody is answered 303 in time; of many requests for one number one stays open."""

from collections import Counter

from tests.faults.asking import Answer, many
from tests.faults.figures import percentile, report, scaled
from tests.faults.stage import site

POSTS, WRITERS, PHONES = scaled(1500), 32, 10


def main() -> None:
    with site() as stage:
        stage.serve()
        many(WRITERS, WRITERS, lambda _number: stage.post())  # a process is slow to its first requests
        each_its_own = many(POSTS, WRITERS, lambda _number: stage.post())
        few_phones = many(POSTS, WRITERS, lambda number: stage.post(phone=f"053390000{number % PHONES:02}"))

        from callbacks.models import CallRequest, Mail
        from callbacks.replaying import waiting

        shared = CallRequest.objects.exclude(merged_into=None, merged=None).distinct()
        open_ones = CallRequest.objects.in_line().filter(pk__in=shared)
        figures = {
            "posts": POSTS,
            "statuses": dict(Counter(answer.status for answer in each_its_own)),
            "p50": round(percentile(seconds(each_its_own), 0.5), 3),
            "p99": round(percentile(seconds(each_its_own), 0.99), 3),
            "over_few_phones": {
                "statuses": dict(Counter(answer.status for answer in few_phones)),
                "rows": shared.count(),
                "open": open_ones.count(),
                "mails": Mail.objects.filter(call__in=shared).count(),
                "p99": round(percentile(seconds(few_phones), 0.99), 3),
            },
            "spooled": waiting(),
        }
        few = figures["over_few_phones"]
        goals = {
            "all 303": figures["statuses"] == few["statuses"] == {303: POSTS},
            "p99 under 2 s": figures["p99"] < 2,
            "rows": few["rows"] == POSTS,
            "one open a phone": few["open"] == PHONES,
            "one mail a phone": few["mails"] == PHONES,
            "none spooled": figures["spooled"] == 0,
        }
        report("writers", figures, goals)


def seconds(answers: list[Answer]) -> list[float]:
    return [answer.seconds for answer in answers]


if __name__ == "__main__":
    main()
