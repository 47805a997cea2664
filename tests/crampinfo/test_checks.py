from crampinfo.checks import https_is_ended_by_a_proxy_we_trust, site_is_served_over_https


def test_a_deployment_without_https_is_warned_of(settings):
    settings.HTTPS = False
    assert [(found.id, found.hint) for found in site_is_served_over_https()] == [
        ("crampinfo.W001", "Set SITE_URL to the https:// address that readers type.")
    ]
    settings.HTTPS = True
    assert site_is_served_over_https() == []


def test_https_without_a_proxy_is_warned_of(settings):
    settings.HTTPS, settings.TRUSTED_PROXY_COUNT = True, 0
    assert [found.id for found in https_is_ended_by_a_proxy_we_trust()] == ["crampinfo.W002"]
    for https, proxies in ((True, 1), (False, 0)):
        settings.HTTPS, settings.TRUSTED_PROXY_COUNT = https, proxies
        assert https_is_ended_by_a_proxy_we_trust() == []
