"""Which pages are measured, and what nginx is told to say with its file."""

from hypothesis import given
from hypothesis import strategies as st

from tests.bench.nginx import added
from tests.bench.programs import Program, complaint
from tests.bench.sampling import links, spread_out


@given(st.lists(st.integers(), min_size=1, unique=True), st.integers(2, 20))
def test_a_sample_is_spread_from_the_first_to_the_last(pages, most):
    found = spread_out(pages, most)
    assert (found[0], found[-1]) == (pages[0], pages[-1])
    assert len(found) == min(most, len(pages)) == len(set(found))
    assert found == [page for page in pages if page in found]


def test_links_are_those_that_begin_so_each_once():
    page = (
        '<a href="/en/a/letter/b/">B</a> <a href="/en/a/letter/b/">B</a> <a href="/en/b/"> <a href="/en/a/letter/c/#d">'
    )
    assert links(page, "/en/a/letter/") == ["/en/a/letter/b/"]


def test_nginx_adds_the_headers_of_the_page_but_for_its_own():
    headers = {"etag": '"1"', "content-encoding": "br", "vary": "Accept-Encoding", "link": '</a>; rel="next"'}
    assert added(headers) == 'add_header vary "Accept-Encoding"; add_header link "</a>; rel=\\"next\\"";'


def test_a_missing_program_is_named_with_the_way_to_get_it():
    assert complaint([]) == ""
    assert complaint([Program("wrk", None, "load", "apt-get install wrk")]) == (
        "wrk is not here, which is needed for load. Install it: apt-get install wrk"
    )
