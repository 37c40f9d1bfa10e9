"""Texts as they are kept, whatever a browser makes of them on the way."""

from parler.forms import TranslatableModelForm


class WordsForm(TranslatableModelForm):
    """A form whose lines end as in the shipped files.

    Browsers send two characters for each line break. Kept like that, a text nobody touched would count as changed by
    an editor: the history would list it, and no release would ever improve it.
    """

    def clean(self):
        data = super().clean()
        data = self.cleaned_data if data is None else data
        return {name: lines_mended(value) for name, value in data.items()}


def lines_mended(value):
    """A text with one character a line break; anything else as it is."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def in_known_order(chosen, before):
    """The chosen values: those that were there before in their order, then the new ones."""
    kept = [value for value in before or [] if value in chosen]
    return kept + [value for value in chosen if value not in kept]
