"""Make the README's picture: the project goes in, the block of one name as readers see it comes out."""

import io
import tempfile
from pathlib import Path

import click
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator

from scripts.bench.browser import chromium, serve
from scripts.bench.projects import Project
from scripts.project import DOCS, ROOT

_ADDRESS, _BLOCK = "foundation/functions/", "activations.leaky_relu"
_STEPS = 4  # of the slider, so that the formula shows a value
_WIDTH, _MARGIN = 1440, 12
_COLORS = 128
_PICTURE = DOCS / "assets" / "images" / "three-views.png"


def picture(browser: Browser, url: str) -> Image.Image:
    """The block with its slider moved, in as many pixels as the README shows."""
    frame = _frame(browser, url, 1.0)[0]
    _, shot = _frame(browser, url, _WIDTH / frame["width"])
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    # Few flat colors: a palette holds them, in a third of the bytes.
    return image.quantize(_COLORS, dither=Image.Dither.NONE)


def _frame(browser: Browser, url: str, scale: float) -> tuple[FloatRect, bytes]:
    """Where the block stands on the page, and its picture."""
    size = {"width": 1440, "height": 1200}
    with browser.new_context(viewport=size, device_scale_factor=scale) as context:
        page = context.new_page()
        page.goto(url + _ADDRESS, wait_until="networkidle")
        block = page.locator(f'[id="{_BLOCK}"]')
        _move(block.locator("input[type=range]"))
        block.evaluate("block => scrollTo(0, block.offsetTop - 150)")
        box = block.bounding_box()
        frame = {
            "x": box["x"] - _MARGIN, "y": box["y"] - _MARGIN,
            "width": box["width"] + 2 * _MARGIN, "height": box["height"] + 2 * _MARGIN,
        }  # fmt: skip
        return frame, page.screenshot(clip=frame)


def _move(slider: Locator) -> None:
    for _ in range(_STEPS):
        slider.press("ArrowRight")
    slider.blur()


@click.command()
def main() -> None:
    """Build the site and make the picture."""
    with tempfile.TemporaryDirectory() as folder:
        built = Project(ROOT).run("mkdocs", "build", "--strict", "--site-dir", folder)
        if built.returncode:
            raise click.ClickException(f"the site cannot be built:\n{built.stderr}")
        with serve(Path(folder)) as served, chromium() as browser:
            image = picture(browser, served.url)
    _PICTURE.parent.mkdir(parents=True, exist_ok=True)
    image.save(_PICTURE, optimize=True)
    click.echo(f"{_PICTURE.relative_to(ROOT)}: {image.width} × {image.height}, "
               f"{_PICTURE.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
