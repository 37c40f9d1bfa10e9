"""What is written without a template is what Django's template would have written."""

from collections.abc import Iterable
from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input
from django.utils.safestring import mark_safe

from config.form_renderer import WRITTEN, FormRenderer
from tests.htmx import tree

WIDGETS = [
    forms.CheckboxInput,
    forms.DateInput,
    forms.DateTimeInput,
    forms.EmailInput,
    forms.HiddenInput,
    Input,
    forms.NumberInput,
    forms.PasswordInput,
    forms.TextInput,
    forms.TimeInput,
    forms.URLInput,
]
ATTRIBUTES: list[dict[str, Any]] = [
    {},
    {"required": True, "disabled": False, "class": 'wide" onclick="x', "maxlength": 4000, "id": "id_it"},
]
VALUES = [None, "", "a & b < c > \"d\" 'e'", mark_safe("a &amp; b"), 0, 1.5, True, "😀"]


def both(write: Any) -> Iterable[Any]:
    """What our renderer and Django's make of it."""
    return (tree(write(renderer)) for renderer in (FormRenderer(), TemplatesSetting()))


def test_every_template_that_is_left_out_is_looked_at() -> None:
    """A widget for each."""
    assert {widget.template_name for widget in WIDGETS} | {"django/forms/label.html"} == set(WRITTEN)


@pytest.mark.parametrize("widget", WIDGETS)
def test_a_plain_input_is_the_same(widget: type[Input]) -> None:
    """Whatever its value and attributes: what is dangerous is escaped, nothing twice."""
    for attributes in ATTRIBUTES:
        for value in VALUES:
            ours, django = both(lambda by, v=value, a=attributes: widget(a).render("it", v, renderer=by))
            assert ours == django, value


@pytest.mark.parametrize("auto_id", ["id_%s", False])
def test_a_label_is_the_same(auto_id: Any) -> None:
    """As label and as legend, and without an id as words alone."""

    class Form(forms.Form):
        it = forms.CharField(label="Less < more & <b>bold</b>")

    def written(by: Any, tag: str) -> str:
        field = Form(auto_id=auto_id, renderer=by)["it"]
        return field.label_tag(attrs={"class": 'a"b', "hidden": True}) if tag == "label" else field.legend_tag()

    for tag in ("label", "legend"):
        ours, django = both(lambda by, t=tag: written(by, t))
        assert ours == django
