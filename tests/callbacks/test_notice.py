from callbacks.notice import NOTICE_VERSION, known_versions, template_of


def test_the_notice_of_today_is_known_and_has_a_template():
    assert NOTICE_VERSION in known_versions()
    assert template_of(NOTICE_VERSION) == "callbacks/notices/2026-11-22.html"


def test_a_version_from_outside_is_never_known():
    assert {"", "2026-11-21", "../notice", "2026-11-22.html"} & known_versions() == set()
