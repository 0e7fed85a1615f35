"""Draws the icons of the installed queue pages, as PNG, from their SVG.

    .venv/bin/python scripts/app_icons.py   writes bening/queues/static/queues/app-*.png

Phones that install a page ask for a bitmap of 192 and of 512 pixels; the one of 180 is for the home
screen of those that read no manifest. The drawing fills its square, and its mark lies within the
inner four fifths that every launcher leaves visible, so one drawing serves round icons, too.
"""

import argparse
import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "bening" / "queues" / "static" / "queues"
SIZES = (180, 192, 512)
COLOURS = 64


def main() -> None:
    """Draws every size."""
    options = argparse.ArgumentParser(description="Icons of the installed queue pages.")
    options.add_argument("--chromium", default="/usr/bin/chromium")
    given = options.parse_args()
    drawing = (FOLDER / "app.svg").read_text("utf-8")
    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
        for size in SIZES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>*{{margin:0}}svg{{display:block}}</style>{drawing}")
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            file = FOLDER / f"app-{size}.png"
            few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
            few.save(file, "PNG", optimize=True)
            print(f"{file.name}  {file.stat().st_size} bytes")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
