"""A page under the Tab key: an open page goes in, where the focus went and how it showed comes out."""

from dataclasses import dataclass

from playwright.sync_api import Page

_MOST = 3000  # stops on one page; more are a trap
_AT_ONCE = 8  # presses before a look at where the focus is
_OPEN_ALL = "() => document.querySelectorAll('details').forEach(details => (details.open = true))"
# The code of a diagram comes when its drawer is opened, and its editor a moment later.
_HAS_COME = """() => [...document.querySelectorAll("details[data-figure]")].every(
  drawer => drawer.querySelector(".cell-editor, .drawing-remark"))"""
_INSTALL = """() => {
  // Colors that fade in would be read before they are there.
  const still = new CSSStyleSheet()
  still.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important }")
  document.adoptedStyleSheets.push(still)
  document.activeElement.blur()  // or what has the focus already would look no different with it

  const STOPS = "a[href], button, input, select, textarea, summary, iframe, [contenteditable], "
    + "[tabindex], [role=button], [role=link], [role=checkbox], [role=slider], [role=tab], [role=switch]"
  const LOOKS = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor",
    "borderColor", "borderWidth", "textDecorationLine", "opacity"]
  // A switch of Material's has no size: the label in sight shows what it does.
  const shown = element => element.matches(".md-option")
    ? element.parentElement.querySelector("label:not([hidden])") : element
  const look = element => LOOKS.map(name => getComputedStyle(shown(element))[name]).join()
  const isStop = element => (element.tabIndex >= 0 || !element.hasAttribute("tabindex"))
    && !element.disabled && !element.closest("[inert]")
    && element.checkVisibility({visibilityProperty: true})
    && !(element.type === "radio" && !element.checked)
  const isInSight = element => {
    const box = shown(element).getBoundingClientRect()
    return box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth
      && getComputedStyle(shown(element)).opacity !== "0"
  }
  const isFocusShown = element => isInSight(element) && look(element) !== looks.get(element)

  const looks = new Map([...document.querySelectorAll(STOPS)].map(element => [element, look(element)]))
  const reached = new Map()
  let around = false
  document.addEventListener("focusin", ({target}) => {
    if (reached.has(target)) around = true
    else reached.set(target, isFocusShown(target))
  })
  const name = element => element.outerHTML.slice(0, 140).replace(/\\s+/g, " ")
  window.keyboard = {
    state: () => ({
      around, editing: document.activeElement.shadowRoot?.activeElement?.isContentEditable ?? false,
    }),
    stops: () => reached.size,
    missed: () => [...document.querySelectorAll(STOPS)]
      .filter(element => isStop(element) && !reached.has(element)).map(name),
    unseen: () => [...reached.keys()].filter(element => !reached.get(element)).length,
    // What shows its focus a moment later, as the search does when it opens.
    again: async index => {
      const element = [...reached.keys()].filter(element => !reached.get(element))[index]
      document.activeElement.blur()
      element.focus({focusVisible: true})
      for (let frame = 0; frame < 60; frame += 1) {
        if (isFocusShown(element)) return null
        await new Promise(requestAnimationFrame)
      }
      return name(element)
    },
  }
}"""


@dataclass(frozen=True)
class Round:
    """One way around a page.

    Attributes
    ----------
    stops : int
        How many elements had the focus.
    missed : list of str
        Interactive elements in view that never had it.
    unseen : list of str
        Elements that had it out of sight, or looked the same with it.
    """

    stops: int
    missed: list[str]
    unseen: list[str]


def tab_around(page: Page) -> Round:
    """Press Tab until the focus comes back to where it has been; out of an editor, Escape and Tab.

    Raises
    ------
    AssertionError
        If it never does.
    """
    page.evaluate(_OPEN_ALL)
    page.wait_for_function(_HAS_COME)
    page.evaluate(_INSTALL)
    for _ in range(0, _MOST, _AT_ONCE):
        for _ in range(_AT_ONCE):
            page.keyboard.press("Tab")
        state = page.evaluate("keyboard.state()")
        if state["around"]:
            break
        if state["editing"]:
            page.keyboard.press("Escape")  # In an editor, Tab indents until this.
    else:
        raise AssertionError(f"after {_MOST} presses of Tab the focus has not come back")
    stops, missed = page.evaluate("keyboard.stops()"), page.evaluate("keyboard.missed()")
    unseen = range(page.evaluate("keyboard.unseen()"))
    again = [page.evaluate("keyboard.again", index) for index in unseen]
    return Round(stops, missed, [name for name in again if name])
