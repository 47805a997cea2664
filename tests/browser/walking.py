"""A new person at the desk, who does what the guide says: what they click is counted, what they see is remembered."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext

COUNT = "addEventListener('pointerdown', (event) => event.isTrusted && clicked(), true)"
SEEN = """() => [document.body, ...document.querySelectorAll("input[type=submit]")].map(
  (part) => part.value ?? part.textContent)"""
COLOURS = "48"


class Walker:
    """Somebody in a browser of their own. Words for people are msgids; the desk says them in its language."""

    def __init__(self, browser: Any, site: str, language: str, pictures: Path | None) -> None:
        # Reduced motion, so that no picture is taken while something moves.
        window = {"locale": {"en": "en-GB", "tr": "tr-TR"}[language], "reduced_motion": "reduce"}
        self.context = browser.new_context(viewport={"width": 1100, "height": 720}, **window)
        self.context.expose_function("clicked", self._clicked)
        self.context.add_init_script(COUNT)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10000)
        self.site, self.language, self.pictures = site, language, pictures
        self.clicks, self.seen = 0, ""

    def _clicked(self) -> None:
        self.clicks += 1

    def go(self, address: str) -> None:
        self.page.goto(self.site + address)
        self.look()

    def log_in(self, name: str, password: str) -> None:
        """With a browser that knows nobody; what is clicked on the way in does not count."""
        self.context.clear_cookies()
        self.go("/admin/")
        self.page.locator("#id_username").fill(name)
        self.page.locator("#id_password").fill(password)
        self.page.keyboard.press("Enter")
        self.page.locator(".needs").wait_for()
        self.clicks = 0
        self.look()

    def click(self, role: str, words: str, **more: Any) -> None:
        """One click on what is called so; `words` may also be no msgid, such as a title."""
        self.page.get_by_role(role, name=gettext(words) % more, exact=True).last.click()
        self.look()

    def write(self, text: str) -> None:
        """Over what stands where the cursor is."""
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def box(self, name: str, language: str) -> Any:
        return self.page.get_by_label(f"{capfirst(gettext(name))} ({gettext(language)})", exact=False).first

    def look(self) -> None:
        """Remember every word on the page."""
        self.page.wait_for_load_state()
        self.seen += " " + " ".join(" ".join(self.page.evaluate(SEEN)).split())

    def picture(self, name: str, at: Any = None) -> None:
        """Take a picture of what is in the window, with `at` a little below its top, if pictures are wanted."""
        self.look()
        if self.pictures is None:
            return
        if at is not None:
            at.evaluate("(part) => scrollTo(0, part.getBoundingClientRect().top + scrollY - 90)")
        taken = self.pictures / f"{name}.{self.language}.png"
        self.page.screenshot(path=taken, caret="initial")
        if shutil.which("convert"):  # ImageMagick: some tens of colours are enough
            small = ["+dither", "-colors", COLOURS, "-strip", "-define", "png:compression-level=9", f"PNG8:{taken}"]
            subprocess.run(["convert", str(taken), *small], check=True)

    def unseen(self, guide: str) -> list[str]:
        """The words that a guide prints in bold, as those on the screen, and that were on no page."""
        said = (" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", guide, re.S))
        return [words for words in said if words not in self.seen]
