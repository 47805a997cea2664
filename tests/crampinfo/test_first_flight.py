import re

import pytest

from crampinfo import first_flight


@pytest.fixture(autouse=True)
def _made_anew():
    first_flight._kept.cache_clear()
    yield
    first_flight._kept.cache_clear()


def test_the_style_sheet_names_files_by_their_served_addresses():
    addresses = re.findall(r"url\(([^)]*)\)", first_flight.stylesheet())
    files = [address for address in addresses if not address.startswith(("data:", "'data:", '"data:'))]
    assert files
    assert [address for address in files if not address.strip("'\"").startswith("/static/fonts/")] == []
    assert "static:" not in first_flight.stylesheet()


def test_it_holds_nothing_that_could_end_its_element():
    assert "<" not in first_flight.stylesheet().replace("%3C", "").replace("data:image/svg+xml,<svg", "")


def test_it_is_made_once_and_with_debug_at_every_change(settings, monkeypatch):
    made = []
    monkeypatch.setattr(first_flight.rcssmin, "cssmin", lambda written: made.append(1) or "x{}")
    for _ in range(3):
        first_flight.stylesheet()
    assert len(made) == 1
    settings.DEBUG = True
    first_flight.stylesheet()
    first_flight.stylesheet()
    assert len(made) == 3


def test_the_hash_is_that_of_the_sheet(monkeypatch):
    monkeypatch.setattr(first_flight, "stylesheet", lambda: "")
    # The SHA-256 of nothing, as every implementation gives it.
    assert first_flight.stylesheet_hash() == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
