"""Filling in the editing pages as a browser does: what the page's form holds, with some fields typed over."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class FormReader(HTMLParser):
    """The fields that a browser would send from the form with that id, as they stand on the page."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside, self.fields = form_id, False, {}
        self.textarea = self.select = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        found = dict(attrs)
        if tag == "form":
            self.inside = found.get("id") == self.form_id
        if not self.inside:
            return
        name = found.get("name")
        if tag == "input" and name:
            self.handle_input(name, found)
        elif tag == "textarea":
            self.textarea, self.text = name, ""
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option" and self.select:
            self.options.append((found.get("value", ""), "selected" in found))

    def handle_input(self, name: str, found: dict[str, Any]) -> None:
        kind = found.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in found:
                self.fields.setdefault(name, []).append(found.get("value") or "on")
        elif kind not in ("submit", "file", "image", "button"):
            self.fields[name] = found.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.textarea:
            self.fields[self.textarea] = self.text.removeprefix("\n")
            self.textarea = None
        elif tag == "select" and self.select:
            chosen = [value for value, selected in self.options if selected]
            self.fields[self.select] = (chosen or [value for value, _ in self.options][:1] or [""])[0]
            self.select = None

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.text += data


def form_on(client: Client, address: str, form_id: str) -> dict[str, Any]:
    """What the form on that page holds; rows for new parts that the script copies are left out."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code, page.get("Location"))
    reader = FormReader(form_id)
    reader.feed(page.content.decode())
    return {name: value for name, value in reader.fields.items() if "__prefix__" not in name}


def sent(text: Any) -> Any:
    """A text as browsers send it: two characters for each line break."""
    return text.replace("\n", "\r\n") if isinstance(text, str) else text


def save(client: Client, address: str, form_id: str, follow: bool = False, **typed: Any) -> Any:
    """Open the page, type over some fields (None takes one away), and save."""
    return send(client, address, form_on(client, address, form_id), follow, **typed)


def send(client: Client, address: str, held: dict[str, Any], follow: bool = False, **typed: Any) -> Any:
    """Type over some fields of an open page (None takes one away), and save."""
    fields = {name: sent(value) for name, value in {**held, **typed}.items() if value is not None}
    return client.post(address, fields, follow=follow)


def said(response: Any) -> str:
    """The page as text, for what a person reads on it."""
    return response.content.decode()
