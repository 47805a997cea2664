"""A limit of 5 under 40 posts at once, in two processes. Goal: exactly 5 are taken, every time."""

from collections import Counter

from tests.faults.asking import many
from tests.faults.figures import report, scaled
from tests.faults.stage import SAME_ORIGIN, lifted, site

TRIALS, AT_ONCE, LIMIT = scaled(20), 40, 5


def main() -> None:
    with site(CALL_LIMITS=lifted(address_hard=f"{LIMIT}/d"), TRUSTED_PROXY_COUNT="1") as stage:
        stage.serve(workers=2)
        trials = []
        for trial in range(TRIALS):
            headers = {**SAME_ORIGIN, "X-Forwarded-For": f"192.0.2.{trial}"}
            answers = many(AT_ONCE, AT_ONCE, lambda _number, headers=headers: stage.post(headers=headers))
            trials.append(Counter(answer.status for answer in answers))

        from callbacks.models import CallRequest

        figures = {
            "trials": TRIALS,
            "taken": [trial[303] for trial in trials],
            "refused": sorted({trial[429] for trial in trials}),
            "rows": CallRequest.objects.count(),
        }
        goals = {
            "exactly 5 each": set(figures["taken"]) == {LIMIT},
            "the rest 429": figures["refused"] == [AT_ONCE - LIMIT],
            "rows": figures["rows"] == TRIALS * LIMIT,
        }
        report("limits", figures, goals)


if __name__ == "__main__":
    main()
