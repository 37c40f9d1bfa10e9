"""Bring shipped content into the database without ever overwriting what an editor changed.

Each shipped field (a translation is one field, a list of steps is one field) keeps the checksum of what was shipped.
A later release changes a field only while its present value still has that checksum. What was kept is listed.

    with delivery() as ship:
        stage = Stage.objects.filter(program=program, order=1).first() or Stage(program=program, order=1)
        ship(stage, "program/gentle-start/1", facts={"weeks": 2, "days": 3}, words={})
        for line in ship.kept: print(line)

`ship` takes an instance (one that was read, or a new unsaved one with the fields that find it), a key that names it
for good, its facts, its words by language, and its many-to-many relations; it gives the instance back, or None where
an editor deleted the piece. Instances read with `prefetch_related("translations")` cost no query while nothing
changes. Any model will do; words need a parler model.
"""

import hashlib
import json
from contextlib import contextmanager
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from .models import Content, Edition, ShippedField


class ContentError(Exception):
    """Shipped data that can't be loaded: the message says where and why."""


def checksum(value):
    """A fingerprint of a field's value; equal values have equal ones, whatever the order of their keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=plain)
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value):
    """How a value without a JSON form is written: 1 and 1.00 alike."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


@contextmanager
def delivery():
    """One delivery in one transaction: nothing is loaded unless all of it can be."""
    with transaction.atomic():
        ship = Delivery()
        yield ship
        ship.remember()


class Delivery:
    """What has been shipped so far, and what this release brings. `created` and `updated` count, `kept` lists."""

    def __init__(self):
        rows = ShippedField.objects.values_list("object_key", "language", "field", "checksum")
        self._shipped = {(key, language, field): fingerprint for key, language, field, fingerprint in rows}
        self._known = {key for key, _, _ in self._shipped}
        self._records = {}
        self.created = self.updated = 0
        self.kept = []

    def __call__(self, instance, key, *, facts, words=None, many=None):
        """Create or update `instance`; give it back, or None if an editor deleted it. ContentError if it is wrong."""
        is_new = instance.pk is None
        if is_new and key in self._known:
            self.kept.append(f"{key}: deleted here, left so")
            return None
        slots = [Fact(instance, field, value) for field, value in facts.items()]
        for language, fields in (words or {}).items():
            slots += [Word(instance, field, value, language) for field, value in fields.items()]
        relations = [Relation(instance, field, value) for field, value in (many or {}).items()]

        due = [slot for slot in slots if self._is_due(slot, key, is_new)]
        for slot in due:
            slot.write()
        if due or is_new:
            validate(instance, due, key)
            instance.save()
        due_relations = [slot for slot in relations if self._is_due(slot, key, is_new)]
        for slot in due_relations:
            slot.write()
        if due_relations and isinstance(instance, Content):
            Edition.renew()
        self.created += is_new
        self.updated += bool(due or due_relations) and not is_new
        return instance

    def _is_due(self, slot, key, is_new):
        """Whether to write the slot; remembers its checksum, or lists it as kept."""
        address = (key, slot.language, slot.field)
        shipped, fresh = self._shipped.get(address), checksum(slot.value)
        if is_new:
            self._records[address] = fresh
            return True
        present = checksum(slot.read())
        if present == fresh:
            if shipped != fresh:
                self._records[address] = fresh
            return False
        # A field or language that is new in this release; a piece that editors made themselves is theirs whole.
        is_new_slot = shipped is None and key in self._known and slot.is_blank()
        if present == shipped or is_new_slot:
            self._records[address] = fresh
            return True
        news = "" if shipped == fresh else " (this release brings a new one)"
        where = f"{key}: {slot.field} {slot.language}".rstrip()
        self.kept.append(f"{where}: changed here, kept{news}")
        return False

    def remember(self):
        """Write down the checksums of what was shipped."""
        rows = [
            ShippedField(object_key=key, language=language, field=field, checksum=fingerprint)
            for (key, language, field), fingerprint in self._records.items()
        ]
        ShippedField.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["object_key", "field", "language"],
            update_fields=["checksum"],
        )


class Fact:
    """A field of the model itself; a foreign key takes an instance or None."""

    language = ""

    def __init__(self, instance, field, value):
        self.instance, self.field = instance, field
        self.attribute = instance._meta.get_field(field)
        # What the database will give back: "1" and 1.0 become what the column holds.
        related = self.attribute.is_relation
        self.value = getattr(value, "pk", None) if related else self.attribute.to_python(value)

    def read(self):
        return getattr(self.instance, self.attribute.attname)

    def is_blank(self):
        """Whether nobody has said anything here yet: the value that a new column starts with."""
        return self.read() in (None, "", self.attribute.get_default())

    def write(self):
        setattr(self.instance, self.attribute.attname, self.value)


class Word(Fact):
    """A translated field in one language."""

    def __init__(self, instance, field, value, language):
        self.instance, self.field, self.value, self.language = instance, field, value, language

    def read(self):
        if not self.instance.has_translation(self.language):
            return None
        return getattr(self.instance.get_translation(self.language), self.field)

    def is_blank(self):
        return not self.read()

    def write(self):
        present = self.instance.get_current_language()
        self.instance.set_current_language(self.language)
        setattr(self.instance, self.field, self.value)
        self.instance.set_current_language(present)


class Relation(Fact):
    """A many-to-many relation as one field."""

    def __init__(self, instance, field, value):
        self.instance, self.field, self.related = instance, field, value
        self.value = sorted(item.pk for item in value)

    def read(self):
        return sorted(item.pk for item in getattr(self.instance, self.field).all())

    def is_blank(self):
        return not self.read()

    def write(self):
        getattr(self.instance, self.field).set(self.related)


def validate(instance, slots, key):
    """Refuse what the model's own validators refuse, naming the piece and the field."""
    try:
        instance.full_clean()
        for language in {slot.language for slot in slots} - {""}:
            instance.get_translation(language).clean_fields(exclude=["master", "language_code"])
    except ValidationError as error:
        faults = "; ".join(f"{field}: {' '.join(texts)}" for field, texts in error.message_dict.items())
        raise ContentError(f"{key}: {faults}") from error
