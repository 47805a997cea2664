from crampinfo.checks import site_is_served_over_https


def test_a_deployment_without_https_is_warned_of(settings):
    settings.HTTPS = False
    assert [(found.id, found.hint) for found in site_is_served_over_https()] == [
        ("crampinfo.W001", "Set SITE_URL to the https:// address that readers type.")
    ]
    settings.HTTPS = True
    assert site_is_served_over_https() == []
