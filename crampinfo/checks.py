"""What stops a deployment that would look well and not be."""

from typing import Any

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def site_is_served_over_https(**_kwargs: Any) -> list[Warning]:
    if settings.HTTPS:
        return []
    return [
        Warning(
            f"SITE_URL is {settings.SITE_URL}: names and numbers of callers would travel unencrypted.",
            hint="Set SITE_URL to the https:// address that readers type.",
            id="crampinfo.W001",
        )
    ]


@register(Tags.security, deploy=True)
def https_is_ended_by_a_proxy_we_trust(**_kwargs: Any) -> list[Warning]:
    if not settings.HTTPS or settings.TRUSTED_PROXY_COUNT:
        return []
    return [
        Warning(
            "SITE_URL is https:// and TRUSTED_PROXY_COUNT is 0: every page would redirect to itself.",
            hint="The server speaks plain http. Put a proxy that ends TLS in front, and set TRUSTED_PROXY_COUNT=1.",
            id="crampinfo.W002",
        )
    ]
