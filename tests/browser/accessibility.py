"""What axe-core finds on a page, where a text is not judged again if one that looks the same has passed.

Two thirds of axe's time go into contrast, for text after text that looks the same on page after page. What decides its
verdict, the look, is read first: colour, size, weight and ground of the text.
"""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Found = list[tuple[str, list[str]]]

SCRIPT = Axe().axe_script
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = "color-contrast"
EVERYTHING = {
    "runOnly": {"type": "tag", "values": RULES},
    "rules": {CONTRAST: {"enabled": False}},  # judged look by look
    "resultTypes": ["violations"],
    "preload": False,  # no rule of ours needs the style sheets fetched once more
}

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
JUDGE = """async ([include, options]) => {
  const found = await axe.run({ include: include.map((number) => texts[number]) }, { ...options, elementRef: true })
  const passed = new Set(found.passes.flatMap((rule) => rule.nodes.map((node) => node.element)))
  const plain = ({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) })
  return { passed: include.filter((number) => passed.has(texts[number])), violations: found.violations.map(plain) }
}"""
RUN = "async (options) => (await axe.run(document, options)).violations"
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
        self.prepare(page)
        found = page.evaluate(RUN, EVERYTHING)
        return listed(found) + self.contrast(page)

    def targets(self, page: Page) -> Found:
        """What is too small to be touched, or too near to another."""
        if not page.evaluate(TARGETS):
            return []
        self.prepare(page)
        options = {"runOnly": {"type": "rule", "values": ["target-size"]}, "resultTypes": ["violations"]}
        return listed(page.evaluate(RUN, options))

    def contrast(self, page: Page) -> Found:
        """Texts that are hard to read, of all whose look has not passed before.

        axe leaves some texts open, such as those of one character: their look has not passed.
        """
        looks = page.evaluate(TEXTS)
        fresh = [number for number, look in enumerate(looks) if look not in self.passed]
        if not fresh:
            return []
        self.prepare(page)
        options = {"runOnly": {"type": "rule", "values": [CONTRAST]}, "resultTypes": ["passes", "violations"]}
        told = page.evaluate(JUDGE, [fresh, options])
        self.passed.update(looks[number] for number in told["passed"] if looks[number])
        return listed(told["violations"])

    @staticmethod
    def prepare(page: Page) -> None:
        """Bring axe onto a page that has none; through the debugger, which the content security policy lets pass."""
        if not page.evaluate("'axe' in window"):
            page.evaluate(SCRIPT)


def listed(violations: list[dict[str, Any]]) -> Found:
    """Each broken rule with the elements that break it."""
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in violations]


def in_light(page: Page, scheme: Any) -> None:
    """Show the page by day or by night; colours that are on their way are no colours to judge."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.getAnimations().forEach((one) => one.finish?.())")
