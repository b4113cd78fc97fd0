"""A reader who runs code: what they see of a page and do to it, as a test says it."""

from playwright.sync_api import Locator, Page, Worker, expect

PATIENCE = 120_000  # milliseconds; a busy machine is no failure
_OPEN_ALL = "() => document.querySelectorAll('article details').forEach(drawer => (drawer.open = true))"
_FOLLOW = """address => {
  const link = document.createElement("a")
  link.href = address
  link.textContent = "there"
  document.querySelector("article").append(link)
  link.click()
}"""


class Cell:
    """One piece of code that can be run."""

    def __init__(self, locator: Locator) -> None:
        self.locator = locator
        self.page = locator.page
        self.note = locator.locator(".cell-note")
        self.editor = locator.locator(".cell-editor .cm-content")
        self.picture = locator.locator(".run-picture")
        self.remark = locator.locator(".run-remark")
        self.error = locator.locator(".run-error")
        self.output = locator.locator(".run-output:visible")

    def button(self, name: str) -> Locator:
        return self.locator.locator(".cell-button", has_text=name).filter(visible=True).and_(
            self.locator.get_by_role("button", name=f"{name}:")
        )

    def run(self) -> None:
        """Press Run and wait for the end.

        By its key: on a busy machine the page may move under a pointer that has taken aim.
        """
        self.button("Run").press("Enter")
        self.wait()

    def wait(self) -> None:
        """Wait until nothing runs any more."""
        expect(self.button("Stop")).to_have_count(0, timeout=PATIENCE)

    def start(self) -> None:
        """Press Run and wait until the code itself runs."""
        self.button("Run").click()
        expect(self.note).to_have_text("Running…", timeout=PATIENCE)

    def write(self, source: str) -> None:
        """Replace the code."""
        if not self.editor.count():
            self.button("Edit").click()
        expect(self.editor).to_be_visible(timeout=PATIENCE)
        self.editor.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(source)

    @property
    def text(self) -> str:
        """What stands in the output, visible or in a closed drawer."""
        now = self.locator.locator(".run-now samp")
        return "\n".join(now.all_text_contents())

    @property
    def built(self) -> str:
        """What the build printed."""
        return "\n".join(self.locator.locator(".run-output:not(.run-now) samp").all_text_contents())


def block(page: Page, number: int) -> Cell:
    """A run block of a page, by its number."""
    return Cell(page.locator(f"#run-{number}"))


def blocks(page: Page) -> list[Cell]:
    """All run blocks of a page; those in closed drawers are brought to light."""
    page.evaluate(_OPEN_ALL)
    return [Cell(locator) for locator in page.locator("article .run[data-page]").all()]


def python_workers(page: Page) -> list[Worker]:
    """The workers that run Python; the search has one of its own."""
    return [worker for worker in page.workers if worker.url.startswith("blob:")]


def follow(page: Page, url: str) -> None:
    """Go to a page of the site by a link, which instant navigation follows, unless it is there."""
    if page.url.partition("#")[0] == url:
        return
    page.evaluate(_FOLLOW, url)
    page.wait_for_url(url)
    # The address changes before the page does.
    expect(page.locator("article a", has_text="there")).to_have_count(0, timeout=PATIENCE)
