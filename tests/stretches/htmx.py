"""Apply an htmx answer to a page as htmx would, to compare it with a fresh page."""

import re
from html.parser import HTMLParser


class Elements(HTMLParser):
    """Where each element with an id has its inner HTML."""

    VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

    def __init__(self, text):
        super().__init__()
        self.text, self.inner, self._open = text, {}, []
        self._starts = [0]
        for line in text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self.feed(text)

    def place(self):
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self._open.append((tag, dict(attrs).get("id"), self.place() + len(self.get_starttag_text())))

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        while self._open:
            opened, name, start = self._open.pop()
            if opened == tag:
                if name:
                    self.inner[name] = (start, self.place())
                return


def inner(text, name):
    """The inner HTML of the element with that id."""
    start, end = Elements(text).inner[name]
    return text[start:end]


def swapped(page, fragment, target, *, out_of_band=()):
    """The page after htmx put the fragment inside `target` and the `out_of_band` elements in their places."""
    for name in out_of_band:
        start, end = Elements(page).inner[name]
        page = page[:start] + inner(fragment, name) + page[end:]
        fragment = re.sub(rf'<(\w+) id="{name}"[^>]*>.*?</\1>', "", fragment, count=1, flags=re.DOTALL)
    start, end = Elements(page).inner[target]
    return page[:start] + fragment + page[end:]


def same(page):
    """A page without what differs by nature: white space and the nonce."""
    return re.sub(r"\s+", " ", re.sub(r'nonce="[^"]*"', "", page)).replace("> <", "><")
