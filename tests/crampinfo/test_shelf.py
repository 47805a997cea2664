from collections import OrderedDict, defaultdict

from hypothesis import given
from hypothesis import strategies as st

from crampinfo.places import Place
from crampinfo.shelf import Answer, Shelf, shared, weigh

PLACES = st.builds(
    Place, st.just("host"), st.sampled_from(["/a", "/b", "/c", "/d", "/e"]), st.sampled_from(["br", "gzip"])
)
KEYS = st.frozensets(st.sampled_from(["site", "one", "two", "three"]), min_size=1)
STEPS = st.one_of(
    st.tuples(st.just("put"), PLACES, st.integers(0, 6000), KEYS),
    st.tuples(st.just("get"), PLACES),
    st.tuples(st.just("drop"), KEYS),
)


def answer(size=10, keys=("site",), **headers):
    named = {"Surrogate-Key": " ".join(keys), "ETag": '"1"', **headers}
    return Answer.of(200, [(name.encode(), value.encode()) for name, value in named.items()], b"x" * size)


@given(st.integers(0, 30_000), st.lists(STEPS, max_size=60))
def test_it_holds_what_a_list_in_order_of_asking_would(budget, steps):
    shelf, expected = Shelf(budget), OrderedDict()
    for what, *given_ in steps:
        if what == "put":
            place, size, keys = given_
            one = answer(size, sorted(keys))
            shelf.put(place, one)
            expected.pop(place, None)
            if one.weight <= budget:
                expected[place] = one
            while sum(each.weight for each in expected.values()) > budget:
                expected.popitem(last=False)
        elif what == "get":
            [place] = given_
            assert shelf.get(place) is expected.get(place)
            if place in expected:
                expected.move_to_end(place)
        else:
            [keys] = given_
            shelf.drop(keys)
            expected = OrderedDict((place, one) for place, one in expected.items() if not one.keys & keys)
        assert shelf._answers == expected
        assert shelf.weight == sum(each.weight for each in expected.values()) <= budget
        by_key = defaultdict(set)
        for place, one in expected.items():
            for key in one.keys:
                by_key[key].add(place)
        assert shelf._places == by_key


def test_an_answer_weighs_its_text_and_what_is_beside_it():
    assert answer(5000).weight == weigh(b"x" * 5000, ["site"]) > 7000


def test_an_unchanged_page_is_answered_without_what_describes_its_text():
    one = answer(**{"Content-Length": "10", "Vary": "Accept-Encoding", "Cache-Control": "public"})
    kept = [(b"etag", b'"1"'), (b"vary", b"Accept-Encoding"), (b"cache-control", b"public")]
    assert one.unchanged.message == {"type": "http.response.start", "status": 304, "headers": kept}
    assert one.unchanged.lines == [b'etag: "1"\r\n', b"vary: Accept-Encoding\r\n", b"cache-control: public\r\n"]


def test_headers_that_answers_have_alike_are_held_once():
    one, two = (answer(**{"Content-Security-Policy": "x" * 300}) for _time in range(2))
    assert one.start.headers[2] is two.start.headers[2]
    assert one.start.lines[2] is two.start.lines[2]
    assert shared((b"a", b"b")) is shared((b"a", b"b"))
