"""Apply an htmx answer to a page as htmx would, to compare it with a fresh page: swap equals reload.

page = tree(member.get(url).text)
swap(page, member.post(url, sent, headers=htmx("morning")).text, target="morning")
assert page == tree(member.get(url).text)
"""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
FRESH = {"csrfmiddlewaretoken", "key"}
"""Hidden fields whose value is new each time a form is drawn."""


class Element:
    """An element with its attributes and what is inside; text has its white space collapsed."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag, self.attributes = tag, attributes
        self.inside: list[Element | str] = []

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and self.plain() == other.plain()

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        return f"<{self.tag} {self.attributes}>{self.inside}</{self.tag}>"

    def plain(self) -> tuple[object, ...]:
        """What the element is, without what differs by nature: tokens, new keys, and htmx's own marks."""
        skipped = {"hx-swap-oob", "nonce", "hx-headers"}
        if self.attributes.get("name") in FRESH:
            skipped.add("value")
        attributes = sorted((name, value) for name, value in self.attributes.items() if name not in skipped)
        inside = [part.plain() if isinstance(part, Element) else part for part in self.inside]
        return self.tag, tuple(attributes), tuple(inside)

    def elements(self) -> list[Element]:
        """All elements inside, in document order."""
        found = []
        for part in self.inside:
            if isinstance(part, Element):
                found += [part, *part.elements()]
        return found

    def by_id(self, name: str) -> Element:
        """The element with that id; StopIteration if there is none."""
        return next(one for one in self.elements() if one.attributes.get("id") == name)

    def text(self) -> str:
        """All text inside, in one line."""
        return " ".join(part.text() if isinstance(part, Element) else part for part in self.inside)

    def replace(self, name: str, new: list[Element | str]) -> None:
        """Put other parts in the place of the element with that id."""
        for parent in [self, *self.elements()]:
            for place, part in enumerate(parent.inside):
                if isinstance(part, Element) and part.attributes.get("id") == name:
                    parent.inside[place : place + 1] = new
                    return
        raise LookupError(name)

    def fields(self) -> dict[str, list[str]]:
        """What a browser would send of a form without a button: its hidden, typed, ticked and chosen values."""
        sent: dict[str, list[str]] = {}
        for one in self.elements():
            name, kind = one.attributes.get("name"), one.attributes.get("type")
            if not name or one.tag not in ("input", "textarea", "select") or kind == "submit":
                continue
            if kind in ("checkbox", "radio") and "checked" not in one.attributes:
                continue
            sent.setdefault(name, []).append(value_of(one))
        return sent


def value_of(field: Element) -> str:
    """The value of one form field."""
    if field.tag == "textarea":
        return field.text()
    if field.tag == "select":
        options = [one for one in field.elements() if one.tag == "option"]
        chosen = [one for one in options if "selected" in one.attributes] or options
        return chosen[0].attributes.get("value") or ""
    return field.attributes.get("value") or ""


class Reader(HTMLParser):
    """Reads HTML into a tree; fails on a page whose tags don't nest."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add an element of SVG that closes itself."""
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        opened = self.open.pop()
        assert opened.tag == tag, f"</{tag}> closes <{opened.tag} {opened.attributes}>"

    def handle_data(self, data: str) -> None:
        """Keep text that is more than white space."""
        if data.strip():
            self.open[-1].inside.append(" ".join(data.split()))


def tree(html: str) -> Element:
    """A page or a fragment as a tree."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == [reader.root], reader.open
    return reader.root


def htmx(target: str) -> dict[str, str]:
    """The headers of a request that htmx makes for the element with that id."""
    return {"HX-Request": "true", "HX-Target": target}


def swap(page: Element, fragment: str, *, target: str) -> None:
    """Put a fragment in the place of the target (outerHTML), and its out-of-band elements in theirs."""
    parts = tree(fragment).inside
    beside = [part for part in parts if isinstance(part, Element) and part.attributes.get("hx-swap-oob") == "true"]
    page.replace(target, [part for part in parts if part not in beside])
    for part in beside:
        page.replace(part.attributes["id"] or "", [part])
