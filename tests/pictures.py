"""`make pictures`: every page of the demo hotel, in both languages, at the desk and on a phone.

Keeps `docs/pictures/PAGE.LANG.SIZE.png`, with few colours so that all of them stay small. URL names
a served hotel to photograph in place of one of our own; arguments pick pages by a word.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ops.processes import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.walk import Place

FOLDER = ROOT / "docs" / "pictures"
SIZES: dict[str, dict[str, int]] = {
    "desk": {"width": 1366, "height": 768},
    "phone": {"width": 390, "height": 844},
}
LANGUAGES = {"zh": "zh-hans", "en": "en"}
COLOURS = 40
SAY = """async (language) => {
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  await fetch("/language/", {method: "POST", headers: {"X-CSRFToken": token},
    body: new URLSearchParams({language, next: "/"})});
}"""


def main() -> int:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hotel.settings.test")
    url = os.environ.get("URL")
    if url:
        _set_up()
        return _photograph(url)
    with _own_hotel() as own:
        return _photograph(own)


@contextmanager
def _own_hotel() -> Iterator[str]:
    import shutil
    import tempfile

    from ops import catalogues, embedded, statics

    folder = Path(tempfile.mkdtemp(prefix="yingbin-pictures-"))
    folder.chmod(0o755)
    postgres, os.environ["DATABASE_URL"] = embedded.postgres(folder)
    valkey, os.environ["REDIS_URL"] = embedded.valkey(folder)
    servers = [postgres, valkey]
    try:
        embedded.start(servers)
        catalogues.compile_all()
        statics.main()
        _set_up()
        from tests.stack import Stack

        with Stack("demo") as stack:
            stack.start("web", "worker", "beat")
            yield stack.url
    finally:
        for server in reversed(servers):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _set_up() -> None:
    import logging

    import django

    django.setup()
    logging.disable(logging.CRITICAL)


def _photograph(url: str) -> int:
    from playwright.sync_api import sync_playwright

    from ops.browser import chromium, why_skipped
    from tests.walk import visit

    path = chromium()
    if path is None:
        print(why_skipped())
        return 1
    places, broken = visit()
    for line in broken:
        print(f"broken: {line}")
    words = sys.argv[1:]
    picked = [place for place in _once(places) if not words or any(w in place.name for w in words)]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        for size in SIZES:
            _one_size(browser, url, size, picked)
        browser.close()
    kept = [*FOLDER.glob("*.png")]
    print(f"{len(kept)} pictures, {sum(file.stat().st_size for file in kept) / 1e6:.1f} MB")
    return 1 if broken else 0


def _once(places: "list[Place]") -> "list[Place]":
    """One picture a page: the first record that shows it."""
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.route, place)
    return [place for place in first.values() if not place.path.startswith("/admin/")]


def _one_size(browser: "Browser", url: str, size: str, places: "list[Place]") -> None:
    small = size == "phone"
    for username in dict.fromkeys(place.username for place in places):
        window = browser.new_context(
            base_url=url,
            viewport=SIZES[size],  # type: ignore[arg-type]
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            is_mobile=small,
            has_touch=small,
        )
        page = window.new_page()
        if username is not None:
            _sign_in(page, username)
        for language, code in LANGUAGES.items():
            if username is not None:
                page.goto("/me/")
                page.evaluate(SAY, code)
            for place in places:
                if place.username == username:
                    _keep(page, place, f"{place.name}.{language}.{size}")
        window.close()


def _sign_in(page: "Page", username: str) -> None:
    page.goto("/sign-in/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill("yingbin-2026")
    page.locator("#id_password").press("Enter")
    page.wait_for_url(lambda address: "/sign-in/" not in address)


def _keep(page: "Page", place: "Place", name: str) -> None:
    from PIL import Image

    page.goto(place.path)
    page.wait_for_timeout(250)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > page.viewport_size["width"]:  # type: ignore[index]
        print(f"too wide: {name} {wide}")
    picture: Any = Image.open(BytesIO(page.screenshot())).convert("RGB")
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
