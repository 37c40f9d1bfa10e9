"""Draw the icons of the installed app from static/icons/limber.svg. Needs the developers' packages and Chromium.

Run it with .venv/bin/python after the mark has changed, and commit what it made.
"""

import io
import re
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ICONS = Path(__file__).resolve().parent.parent / "static" / "icons"
COLOURS = 64  # a flat drawing needs no more, smoothed edges included
# Name: pixels, and how much of the picture the mark takes. Systems cut the full-bleed ones to their own shape.
DRAWN = {"icon-192": (192, 1), "icon-512": (512, 1), "icon-maskable": (512, 0.72), "apple-touch-icon": (180, 0.86)}


def page_of(mark: str, size: int, share: float) -> str:
    """The mark on its own ground; a smaller mark loses its rounded corners and the ground fills the picture."""
    ground = "transparent"
    if share < 1:
        ground = re.search(r'<rect[^>]*fill="([^"]+)"', mark)[1]
        mark = re.sub(r"<rect[^>]*/>", "", mark)
    inner = f"width:{size * share}px;height:{size * share}px;margin:{size * (1 - share) / 2}px"
    return f'<body style="margin:0;background:{ground};overflow:hidden"><div style="{inner}">{mark}</div></body>'


def main() -> None:
    """Draw each icon, with few colours so that it stays small."""
    mark = (ICONS / "limber.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for name, (size, share) in DRAWN.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(page_of(mark, size, share))
            picture = Image.open(io.BytesIO(page.screenshot(omit_background=True))).convert("RGBA")
            picture.quantize(COLOURS).save(ICONS / f"{name}.png", optimize=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
