"""What differs between two versions of a piece of content, in words for its editor."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.db.models import BooleanField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .versions import kept

NOTHING = "–"


@dataclass(frozen=True)
class Change:
    """One field that differs. `what` names it ("Easier form: steps"); before and after are texts."""

    what: str
    before: str
    after: str


def changes(before, after, root):
    """The changes from one state to another of the piece `root` (a model), in the order of its parts."""
    before, after = gathered(before), gathered(after)
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        model, old, new = key[0], before.get(key), after.get(key)
        piece = "" if model is root else label_of(model, new or old)
        if old is None:
            found.append(Change(piece, NOTHING, _("added")))
        elif new is None:
            found.append(Change(piece, described(model, old, before), _("taken away")))
        else:
            found += [
                Change(
                    named(piece, field_label(model, name)),
                    in_words(model, name, old.get(name), before),
                    in_words(model, name, new.get(name), after),
                )
                for name in shown(model, {**old, **new})
                if old.get(name) != new.get(name)
            ]
    return found


def described(model, fields, state):
    """A whole part as it was, a line a field, its words first; what is data for a drawing says nothing to a reader."""
    names = sorted(shown(model, fields), key=lambda name: isinstance(name, str))
    texts = {name: in_words(model, name, fields[name], state) for name in names if not isinstance(fields[name], dict)}
    lines = [f"{capfirst(field_label(model, name))}: {text}" for name, text in texts.items() if text != NOTHING]
    return "\n".join(lines)


def gathered(state):
    """A state with each translation's texts among the fields of what it translates: (name, language)."""
    rows = {key: dict(fields) for key, fields in state.items() if kept(key[0]).parent != "master"}
    for (model, _pk), fields in state.items():
        if kept(model).parent == "master":
            master = (model._meta.get_field("master").related_model, fields["master"])
            texts = {name: text for name, text in fields.items() if name not in ("id", "master", "language_code")}
            if master in rows:
                rows[master].update({(name, fields["language_code"]): text for name, text in texts.items()})
    return rows


def shown(model, fields):
    """The names of the fields that an editor knows, in the order of the model, words last."""
    known = []
    for name in fields:
        if isinstance(name, str):
            field = model._meta.get_field(name)
            if field.primary_key or not field.editable or name == kept(model).parent:
                continue
        known.append(name)
    return known


def column(model, name):
    """The model field behind a name; of a translated text it is a pair of name and language."""
    if isinstance(name, tuple):
        return model._parler_meta.root_model._meta.get_field(name[0])
    return model._meta.get_field(name)


def field_label(model, name):
    """The field's name as the form says it; the language too where there are several."""
    label = str(column(model, name).verbose_name)
    if isinstance(name, tuple) and len(settings.LANGUAGES) > 1:
        label = f"{label} ({name[1]})"
    return label


def named(piece, label):
    return f"{piece}: {label}" if piece else capfirst(label)


def label_of(model, fields):
    """The name of a part: what its model was kept with, or the model's own."""
    label = kept(model).label
    return str(label(fields) if label else capfirst(model._meta.verbose_name))


def called_then(model, key, state):
    """What a part that is gone by now was called in that state; "(gone)" where it was no part of it."""
    fields = state.get((model, key))
    return label_of(model, fields) if fields else _("(gone)")


def in_words(model, name, value, state):
    """A value as an editor would say it; what it refers to may be gone by now, but in the state it was in."""
    field = column(model, name)
    if value is None or value == "" or value == []:
        return NOTHING
    if field.is_relation:
        keys = value if isinstance(value, list) else [value]
        found = field.related_model._base_manager.in_bulk(keys)
        return ", ".join(str(found.get(key) or called_then(field.related_model, key, state)) for key in keys)
    if isinstance(field, BooleanField):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
