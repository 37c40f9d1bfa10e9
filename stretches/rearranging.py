"""Rows that change places: of the forms of an exercise each kind is there once, of its cautions each condition.

What comes out is checked as a whole, but rows are written one after another. Those that give up what they have are set
aside first, so that two can swap, and one can take what a deleted one leaves.
"""

from django.forms import BaseInlineFormSet


def set_aside(row, number):
    """Give a row a value of the field its model calls `ONCE` that no other has, until it is saved or deleted.

    `number` tells apart the rows that one transaction sets aside. A key that is not there is looked for at its end.
    """
    field = row._meta.get_field(row.ONCE)
    value = -number if field.is_relation else f"~{number}"
    type(row)._base_manager.filter(pk=row.pk).update(**{field.name: value})


class RearrangingFormSet(BaseInlineFormSet):
    """The rows of one piece on its page, saved wherever they go."""

    def save_existing_objects(self, commit=True):
        if commit:
            for number, form in enumerate(self.initial_forms, start=1):
                if form.instance.ONCE in form.changed_data or form in self.deleted_forms:
                    set_aside(form.instance, number)
        return super().save_existing_objects(commit)
