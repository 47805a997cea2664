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
