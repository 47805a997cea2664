"""The article's own pages beside its form, and their addresses."""

from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, path

from articles.admin import comparison, going_out, history, preview, scheduling, sharing, sign_off

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

PAGES: list[tuple[str, Any, str]] = [
    ("preview/<str:language>/", preview.preview, "preview"),
    ("sign-off/<str:language>/", sign_off.sign_off_page, "sign_off"),
    ("preview-links/", sharing.links, "preview_links"),
    ("preview-links/<int:link>/revoke/", sharing.revoke, "revoke_link"),
    ("publish/", going_out.publish_page, "publish"),
    ("scheduled/<int:scheduled>/call-off/", scheduling.call_off_page, "call_off"),
    ("take-down/", going_out.take_down, "take_down"),
    ("versions/", history.versions, "versions"),
    ("versions/compare/", comparison.comparison, "compare"),
    ("versions/<int:version>/restore/", history.restore_version, "restore"),
]


def addresses(desk: "ArticleAdmin") -> list[URLPattern]:
    """Every page behind the desk's door; each decides by itself who of those inside may see it."""

    def page(route: str, view: Any, name: str) -> URLPattern:
        wrapped = desk.admin_site.admin_view(lambda *args, **kwargs: view(desk, *args, **kwargs))
        return path(f"<int:pk>/{route}", wrapped, name=f"articles_article_{name}")

    return [page(*each) for each in PAGES]
