from tests.bench.growth import Cost, dearest


def test_a_page_that_something_disturbed_in_one_round_is_not_the_dearest():
    costs = {"calm": [2, 2, 2], "disturbed": [1, 9, 1], "dear": [3, 1, 3]}
    rounds = [{"A to Z": {page: Cost(of[turn], of[turn], 1) for page, of in costs.items()}} for turn in range(3)]
    assert dearest(rounds, "A to Z") == [Cost(each, each, 1) for each in costs["dear"]]


def test_a_library_without_such_a_page_has_no_dearest():
    assert dearest([{"article": {}}], "article") == []
    assert dearest([{}], "search") == []
