"""The masthead says where a reader is, where it leads there, and nowhere else."""

import re

import pytest

HERE = {
    "/en/": ["/en/"],
    "/tr/makaleler/": ["/tr/makaleler/"],
    "/en/how-we-write/": ["/en/how-we-write/"],
    "/en/articles/muscle-spasm/": [],
    "/en/articles/letter/w/": [],
    "/tr/erisilebilirlik/": [],
    "/en/no-such-page/": [],
}


@pytest.mark.parametrize("address", HERE)
def test_the_page_one_is_on_is_marked_as_such(client, published, address):
    masthead, _sign, _page = client.get(address).content.decode().partition("</header>")
    assert re.findall(r'<a href="([^"]+)" aria-current="page"', masthead) == HERE[address]
