"""Form controls of Limber's own: the 0-10 scale and chips."""

from typing import Any

from django.forms import CheckboxSelectMultiple, RadioSelect
from django.forms.widgets import ChoiceWidget
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.form_renderer import input_of

Words = str | Promise


class WrittenInputs(ChoiceWidget):
    """Choices whose `<input>` is written here: a page has hundreds, and two templates for each take most time."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the element itself to what the template is given of a choice."""
        option = super().create_option(*args, **kwargs)
        return {**option, "input": input_of(option)}


class ScaleWidget(WrittenInputs, RadioSelect):
    """The 11-point numeric rating scale: 0 `low` to 10 `high`, as eleven large buttons.

    Until the person answers, "No answer" is chosen and the value is empty; a required field has no "No answer".
    """

    template_name = "components/scale.html"

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        low: Words = _("no discomfort"),
        high: Words = _("worst imaginable"),
        nothing: Words = _("No answer"),
    ) -> None:
        self.low, self.high = low, high
        super().__init__(attrs, choices=[("", nothing), *((number, str(number)) for number in range(11))])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give the template eleven numbers and, apart from them, the way not to answer."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        options = [option for _group, group, _index in widget["optgroups"] for option in group]
        unanswered = [option for option in options if option["value"] == ""]
        widget["numbers"] = [option for option in options if option["value"] != ""]
        widget["nothing"] = unanswered[0] if unanswered and not self.is_required else None
        widget["low"], widget["high"] = self.low, self.high
        return context


class ChipRadio(WrittenInputs, RadioSelect):
    """One of a few, side by side."""

    template_name = "components/chips.html"


class ChipCheckboxes(WrittenInputs, CheckboxSelectMultiple):
    """Any of a few, side by side: filters, sensations."""

    template_name = "components/chips.html"
