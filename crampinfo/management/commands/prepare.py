import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.models import Article


class Command(BaseCommand):
    help = (
        "Make the site ready to serve: bring the database up to date, load the first articles if there are none, "
        "make a login if there is nobody, and say where the site is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        if not Article.objects.exists():
            files = sorted((Path(settings.BASE_DIR) / "articles" / "content").glob("*.yaml"))
            call_command("load_article", *map(str, files), publish=True, stdout=self.stdout)
        login = self.first_login()
        self.stdout.write(f"\n  CrampInfo   {settings.SITE_URL}/\n  Desk        {settings.SITE_URL}/admin/\n")
        if login:
            self.stdout.write("  Login       {}  {}   (shown this once)\n".format(*login))

    def first_login(self) -> tuple[str, str] | None:
        """A first editor's name and password, made only where nobody can log in yet."""
        people = get_user_model()
        if people.objects.exists():
            return None
        password = secrets.token_urlsafe(12)
        people.objects.create_superuser("editor", password=password)
        return "editor", password
