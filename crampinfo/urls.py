"""Every address of the site. Readers' addresses begin with their language, and their words are in it."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from articles.views import home
from crampinfo import health, languages, pages, sitemaps

urlpatterns = [
    path("", languages.root),
    path("admin/", admin.site.urls),
    path("livez", health.livez),
    path("readyz", health.readyz),
    path("robots.txt", pages.robots),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.of_pages, name="sitemap_of_pages"),
    path("sitemap-articles-<int:page>.xml", sitemaps.of_articles, name="sitemap_of_articles"),
    path(".well-known/security.txt", pages.security_txt),
    path("favicon.ico", pages.favicon),
    *i18n_patterns(
        path("", home, name="home"),
        path("", include("articles.urls")),
        path("", include("callbacks.urls")),
        path(_("how-we-write/"), pages.how_we_write, name="how_we_write"),
        path(_("accessibility/"), pages.accessibility, name="accessibility"),
        prefix_default_language=True,
    ),
]

handler403 = "crampinfo.pages.refused"
handler404 = "crampinfo.pages.not_found"
handler500 = "crampinfo.pages.broken"
