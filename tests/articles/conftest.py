"""The desk's pages of one small article, and its form sent back with changes."""

from collections.abc import Callable
from typing import Any

import pytest

from articles import content
from articles.models import Article
from tests.desk import page
from tests.making import small
from tests.posting import Fields, fields_of

Send = Callable[..., Any]


@pytest.fixture
def small_article(db: None) -> Article:
    return content.store(small())


@pytest.fixture
def form(desk: Any, small_article: Article) -> Callable[..., Fields]:
    """The fields of the article's form as the page shows them now."""

    def read(**headers: str) -> Fields:
        return fields_of(desk.get(page("change", small_article), headers=headers).text, "article_form")

    return read


@pytest.fixture
def save(desk: Any, small_article: Article, form: Callable[..., Fields]) -> Send:
    """Send the article's form with `changes`, as "Save" does; `fields` instead of what the page shows now."""

    def send(fields: Fields | None = None, *, headers: dict[str, str] | None = None, **changes: Any) -> Any:
        shown = form() if fields is None else fields
        unknown = [name for name in changes.keys() - shown.keys() if not name.startswith("_") and "-DELETE" not in name]
        unknown = [name for name in unknown if name != "still-holds"]
        assert unknown == []
        return desk.post(page("change", small_article), shown | changes, headers=headers or {})

    return send
