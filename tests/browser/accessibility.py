"""What axe-core finds on a page, each look of a text judged once.

Two thirds of axe's time go into contrast, for text after text that looks the same on page after page. What decides its
verdict, the look, is read first: colour, size, weight and ground of the text. Only one text of each look goes to axe.
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

# A text that lies over something it isn't inside of has a ground that can't be read from its ancestors: `unlike` any
# other, it is judged each time.
NEW_LOOKS = """(seen) => {
  const known = new Set(seen), fresh = [], grounds = new Map()
  let unlike = 0
  const isOpaque = (colour) => colour.startsWith("rgb(")
  const groundOf = (one) => {
    if (!one) return { layers: "", isKnown: true, veils: "" }
    if (!grounds.has(one)) {
      const style = getComputedStyle(one), below = groundOf(one.parentElement)
      const isSolid = isOpaque(style.backgroundColor) && style.backgroundImage === "none"
      const isLifted = !["static", "relative"].includes(style.position) || style.transform !== "none"
      const veil = [style.opacity, style.filter, style.mixBlendMode].join() === "1,none,normal" ? "" :
        [style.opacity, style.filter, style.mixBlendMode, `${below.layers}`].join()
      const own = `${style.backgroundColor} ${style.backgroundImage}`
      grounds.set(one, {
        isKnown: isSolid || (below.isKnown && !isLifted),
        layers: isSolid ? own : own === "rgba(0, 0, 0, 0) none" ? below.layers : `${own} / ${below.layers}`,
        veils: veil + below.veils,
      })
    }
    return grounds.get(one)
  }
  for (const one of document.body.querySelectorAll("*")) {
    const isText = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    if (!isText && !one.matches("input:not([type=radio], [type=checkbox]), select, textarea")) continue
    if (!one.checkVisibility({ visibilityProperty: true }) || one.offsetWidth === 1) continue // 1: said, not shown
    const style = getComputedStyle(one), ground = groundOf(one)
    const look = [style.color, style.fontSize, style.fontWeight, style.textShadow, ground.layers, ground.veils,
      ground.isKnown ? "" : `unlike ${(unlike += 1)}`].join(" | ")
    if (known.has(look)) continue
    if (ground.isKnown) known.add(look)
    fresh.push([look, one])
  }
  window.freshLooks = fresh.map(([, one]) => one)
  return fresh.map(([look]) => look).filter((look) => !look.includes("unlike"))
}"""
JUDGE_LOOKS = """async (options) => {
  const include = window.freshLooks
  return include.length ? (await axe.run({ include }, options)).violations : []
}"""


class Judge:
    """Asks axe-core, and remembers which looks it has seen."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def violations(self, page: Page) -> Found:
        """What breaks a rule, rule by rule, with the elements."""
        self.prepare(page)
        found = page.evaluate("async (options) => (await axe.run(document, options)).violations", EVERYTHING)
        return listed(found) + self.contrast(page)

    def of_rules(self, page: Page, *rules: str) -> Found:
        """What breaks one of these rules."""
        self.prepare(page)
        options = {"runOnly": {"type": "rule", "values": list(rules)}, "resultTypes": ["violations"]}
        return listed(page.evaluate("async (options) => (await axe.run(document, options)).violations", options))

    def contrast(self, page: Page) -> Found:
        """Texts that are hard to read, of all looks that were not seen before."""
        looks = page.evaluate(NEW_LOOKS, list(self.seen))
        if not page.evaluate("freshLooks.length"):
            return []
        self.prepare(page)
        options = {"runOnly": {"type": "rule", "values": [CONTRAST]}, "resultTypes": ["violations"]}
        found = listed(page.evaluate(JUDGE_LOOKS, options))
        if not found:
            self.seen.update(looks)
        return found

    @staticmethod
    def prepare(page: Page) -> None:
        """Bring axe onto the page; through the debugger, which the content security policy lets pass."""
        if not page.evaluate("'axe' in window"):
            page.evaluate(SCRIPT)


def listed(violations: list[dict[str, Any]]) -> Found:
    """Each broken rule with the elements that break it."""
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in violations]


def in_light(page: Page, scheme: Any) -> None:
    """Show the page by day or by night; colours that are on their way are no colours to judge."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.getAnimations().forEach((one) => one.finish?.())")
