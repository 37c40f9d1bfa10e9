"""What axe-core finds on a page, where a text is not judged again if one that looks the same has passed.

Two thirds of axe's time go into contrast, for text after text that looks the same on page after page. What decides its
verdict, the look, is read first: colour, size, weight and ground of the text.
"""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Found = list[tuple[str, list[str]]]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST, TARGET_SIZE = "color-contrast", "target-size"
# Of all texts, contrast is asked of those alone that bear this mark.
ONLY_FRESH = f"""
axe.configure({{ rules: [{{ id: "{CONTRAST}", selector: "[data-fresh]" }}] }})"""
SCRIPT = Axe().axe_script + ONLY_FRESH

# Colour, size, weight and ground of each text that is shown, as one line. The ground is read from what a text is inside
# of. Where it can't be, since the text sticks out or something else lies over or under it, the line is "" and the text
# is judged each time.
TEXTS = """() => {
  const CLEAR = "rgba(0, 0, 0, 0) none"
  const all = [...document.body.querySelectorAll("*")]
  const styles = new Map(), boxes = new Map()
  const styleOf = (one) => styles.get(one) ?? styles.set(one, getComputedStyle(one)).get(one)
  const boxOf = (one) => boxes.get(one) ?? boxes.set(one, one.getBoundingClientRect()).get(one)
  const paintOf = (one) => `${styleOf(one).backgroundColor} ${styleOf(one).backgroundImage}`
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
  const holds = (a, b) => a.left < b.left + 1 && a.right > b.right - 1 && a.top < b.top + 1 && a.bottom > b.bottom - 1
  const isPainted = (one) => paintOf(one) !== CLEAR || one.matches("img, svg, video")
  const painted = all.filter((one) => one.checkVisibility() && isPainted(one))
  const lookOf = (text) => {
    const { color, fontSize, fontWeight, textShadow } = styleOf(text)
    const parts = [color, fontSize, fontWeight, textShadow], box = boxOf(text)
    let isSolid = false
    for (let one = text; one; one = one.parentElement) {
      const { opacity, filter, mixBlendMode, backgroundColor, backgroundImage } = styleOf(one)
      const veil = `${opacity} ${filter} ${mixBlendMode}`
      if (!isSolid && paintOf(one) !== CLEAR) {
        if (one !== document.body && one !== document.documentElement && !holds(boxOf(one), box)) return ""
        parts.push(paintOf(one))
        isSolid = backgroundColor.startsWith("rgb(") && backgroundImage === "none"
      }
      if (veil !== "1 none normal") parts.push(veil, paintOf(one))
    }
    const isAlone = !painted.some((one) => meet(boxOf(one), box) && !one.contains(text) && !text.contains(one))
    return isAlone ? parts.join(" | ") : ""
  }
  window.texts = all.filter((one) =>
    ([...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) ||
      one.matches("input:not([type=radio], [type=checkbox]), select, textarea")) &&
    one.checkVisibility({ visibilityProperty: true }) && one.offsetWidth !== 1 && // 1: said, not shown
    boxOf(one).bottom + scrollY > 0) // the skip link, until it has the focus
  return window.texts.map(lookOf)
}"""
# Asks axe for `rules` (tags, or names of rules), and for the contrast of the texts whose numbers are in `fresh`. Gives
# what breaks a rule, and the numbers of the texts that have passed. axe's own reports would describe all that passes.
ASK = """async ([rules, fresh]) => {
  for (const number of fresh) texts[number].dataset.fresh = number
  const report = (every) => [
    every.filter(({ violations }) => violations.length)
      .map(({ id, violations }) => [id, violations.map(({ node }) => node.source)]),
    every.filter(({ id }) => id === "color-contrast")
      .flatMap(({ passes }) => passes.map(({ node }) => Number(node.element.dataset.fresh))),
  ]
  const told = await axe.run(document, {
    runOnly: rules,
    rules: { "color-contrast": { enabled: fresh.length > 0 } },
    preload: false, // no rule of ours needs the style sheets fetched once more
    reporter: report,
  })
  for (const number of fresh) delete texts[number].dataset.fresh
  return told
}"""
# What can break the rule about targets: one that is small, or over or under another. What stands in a sentence may.
TARGETS = """() => {
  const ink = (...all) => all.map((one) => one.textContent.replace(/\\s/g, "")).join("").length
  const isInline = (one) => getComputedStyle(one).display === "inline"
  const blockOf = (one) => isInline(one) ? blockOf(one.parentElement) : one
  const isInSentence = (one) => isInline(one) && ink(blockOf(one)) > ink(...blockOf(one).querySelectorAll("a, button"))
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
  const places = [...document.querySelectorAll("a, button, input, select, textarea, summary, [role], [tabindex]")]
    .filter((one) => one.checkVisibility() && !isInSentence(one) && one.offsetHeight)
    .map((one) => [one, one.getBoundingClientRect()])
  const isApart = ([one, box]) => places.every(([other, its]) =>
    other.contains(one) || one.contains(other) || !meet(box, its))
  return places.some((place) => place[1].width < 24 || place[1].height < 24 || !isApart(place))
}"""


class Judge:
    """Asks axe-core, and remembers which looks have passed (`passed`, to which it adds)."""

    def __init__(self, passed: set[str]) -> None:
        self.passed = passed

    def violations(self, page: Page) -> Found:
        """What breaks a rule, rule by rule, with the elements."""
        return self._ask(page, RULES, self._fresh(page))

    def contrast(self, page: Page) -> Found:
        """Texts that are hard to read, of all whose look has not passed before."""
        fresh = self._fresh(page)
        return self._ask(page, [CONTRAST], fresh) if fresh else []

    def sight(self, page: Page) -> Found:
        """What width and light change: contrast, and targets that are too small or too near to another."""
        rules = [TARGET_SIZE, CONTRAST] if page.evaluate(TARGETS) else [CONTRAST]
        fresh = self._fresh(page)
        return self._ask(page, rules, fresh) if fresh or TARGET_SIZE in rules else []

    def _fresh(self, page: Page) -> dict[int, str]:
        """The texts whose look has not passed before, by number."""
        return {number: look for number, look in enumerate(page.evaluate(TEXTS)) if look not in self.passed}

    def _ask(self, page: Page, rules: list[str], fresh: dict[int, str]) -> Found:
        """What axe finds. It leaves some texts open, such as those of one character: their look has not passed."""
        self.prepare(page)
        found, passed = page.evaluate(ASK, [rules, list(fresh)])
        self.passed.update(fresh[number] for number in passed if fresh[number])
        return [(rule, elements) for rule, elements in found]

    @staticmethod
    def prepare(page: Page) -> None:
        """Bring axe onto a page that has none; through the debugger, which the content security policy lets pass."""
        if not page.evaluate("'axe' in window"):
            page.evaluate(SCRIPT)


def in_light(page: Page, scheme: Any) -> None:
    """Show the page by day or by night; colours that are on their way are no colours to judge."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.getAnimations().forEach((one) => one.finish?.())")
