"""History of content: a piece and all that belongs to it (forms, translations, cautions, photos) is one version.

    keep(Form, parent="exercise")                        # once, for every model whose history is kept
    keep(Exercise, "forms", "cautions", "photos")
    record(exercise, user=editor)                        # a version of how it stands now
    put_back(exercise, version)                          # it stands again as it did then

A version is django-reversion's revision of the whole tree, one piece of content each. Nothing is recorded behind the
editor's back by signals: the editing pages say when (docs/adr/0001-history-with-reversion.md).
"""

from dataclasses import dataclass
from hashlib import sha256

import reversion
from django.core.files import File
from django.db import IntegrityError, connection, transaction
from django.db.models import ManyToManyField, Model, ProtectedError
from django.utils.translation import gettext as _
from reversion.errors import RevertError
from reversion.models import Version

from .models import ShippedField, Status
from .rearranging import set_aside

KEPT_OUT = ("status", "slug")  # putting back changes what is said, not where it is found and who sees it


class CannotPutBackError(Exception):
    """A version that can't be put back: the message says why, in words for an editor."""


@dataclass(frozen=True)
class Kept:
    """How a model's history is kept: the relations that belong to a piece, and the field that leads to its owner."""

    parts: tuple[str, ...]
    parent: str | None
    label: object
    is_content: bool


_kept: dict[type[Model], Kept] = {}


def keep(model, *parts, parent=None, label=None, is_content=True):
    """Keep the history of a model; `label` gives a part's name from its fields ("Easier form").

    What is no content has a history too, but editors have no right to it.
    """
    if hasattr(model, "_parler_meta"):
        words = model._parler_meta.root_model
        parts = (model._parler_meta.root_rel_name, *parts)
        _kept[words] = Kept((), "master", None, is_content=False)
        reversion.register(words)
    _kept[model] = Kept(parts, parent, label, is_content)
    reversion.register(model, follow=parts)


def kept(model):
    """How the model's history is kept."""
    return _kept[model]


def content_models():
    """The models that editors edit; their translations are edited with them."""
    return [model for model, how in _kept.items() if how.is_content]


def tree(piece):
    """The piece and all that belongs to it."""
    yield piece
    for name in _kept[type(piece)].parts:
        for part in getattr(piece, name).all():
            yield from tree(part)


def _paths(model, before=""):
    """All that `tree` goes through and `fields_of` reads, so that it comes in one query a kind, not one a part."""
    for name in [*_kept[model].parts, *(field.name for field in model._meta.many_to_many)]:
        yield before + name
        if name in _kept[model].parts:
            yield from _paths(model._meta.get_field(name).related_model, f"{before}{name}__")


def read(piece):
    """The piece as the database has it now, with all that belongs to it: one query a kind of part."""
    return type(piece)._base_manager.prefetch_related(*_paths(type(piece))).get(pk=piece.pk)


def state_of(fresh):
    """All fields of a piece that was just `read`, and of its parts: {(model, primary key): {field name: value}}."""
    return {(type(part), part.pk): fields_of(part) for part in tree(fresh)}


def state_now(piece):
    """The same, of how the piece stands now."""
    return state_of(read(piece))


def fingerprint(piece):
    """A short word for how the piece and its parts stand now: another one as soon as anything that is edited changes.

    What is derived, such as drawings, counts for nothing.
    """
    rows = []
    for (model, pk), fields in state_now(piece).items():
        edited = {name: value for name, value in fields.items() if model._meta.get_field(name).editable}
        rows.append((model._meta.label, str(pk), sorted(edited.items())))
    return sha256(repr(sorted(rows)).encode()).hexdigest()[:16]


def fields_of(part):
    """The fields of one row, many-to-many relations as sorted keys."""
    fields = {field.name: plain(field.value_from_object(part)) for field in part._meta.concrete_fields}
    for field in part._meta.many_to_many:
        fields[field.name] = sorted(related.pk for related in getattr(part, field.name).all())
    return fields


def state_in(version):
    """The same as `state_now`, as it was when the version was recorded."""
    state = {}
    for part in version.revision.version_set.all():
        model, values = part.content_type.model_class(), part.field_dict
        fields = {}
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
            value = values.get(field.attname)
            if isinstance(field, ManyToManyField):
                value = sorted(getattr(related, "pk", related) for related in value or [])
            fields[field.name] = plain(value)
        state[model, model._meta.pk.to_python(part.object_id)] = fields
    return state


def plain(value):
    """A file as its name; the rest as it is."""
    return str(value) if isinstance(value, File) or hasattr(value, "storage") else value


def versions_of(piece):
    """Its versions, the latest first."""
    versions = Version.objects.get_for_object(piece).select_related("revision__user")
    return versions.prefetch_related("revision__version_set__content_type")


def record(piece, *, user=None, comment=""):
    """Record how the piece stands now, unless the latest version says the same."""
    latest, fresh = versions_of(piece).first(), read(piece)
    if latest and state_in(latest) == state_of(fresh):
        return
    with reversion.create_revision():
        if user:
            reversion.set_user(user)
        reversion.set_comment(comment)
        reversion.add_to_revision(fresh)


def record_before(piece):
    """Record what nobody recorded yet, before a change: what a release or a command wrote."""
    record(piece, comment=_("From a release of Limber"))


def put_back(piece, version):
    """Make the piece stand as it did in the version, except its address and status. CannotPutBackError says why not."""
    now = {field: getattr(piece, field) for field in KEPT_OUT if hasattr(piece, field)}
    try:
        with transaction.atomic():
            _make_way(piece, version)
            version.revision.revert(delete=True)
            type(piece)._base_manager.filter(pk=piece.pk).update(**now)
            connection.check_constraints(table_names=[model._meta.db_table for model in _tables()])
    except ProtectedError as error:
        raise CannotPutBackError(
            _("People use something that this version doesn’t have, a form perhaps. Copy from it what you need.")
        ) from error
    except (IntegrityError, RevertError) as error:
        raise CannotPutBackError(
            _("This version needs something that is gone, a body area perhaps. Copy from it what you need.")
        ) from error
    return type(piece).objects.get(pk=piece.pk)


def _make_way(piece, version):
    """Set aside the parts that come back with something each has once, and take away those the version doesn't have."""
    held = state_in(version)
    for number, part in enumerate(list(tree(piece)), start=1):
        if not hasattr(part, "ONCE"):
            continue
        if (type(part), part.pk) in held:
            set_aside(part, number)
        else:
            part.delete()


def _tables():
    """The models whose rows a version holds, the tables between many and many included."""
    for model in _kept:
        yield model
        yield from (field.remote_field.through for field in model._meta.many_to_many)


def ever_published(piece, shipped_as):
    """Whether people may have seen it: it is no draft, ships with Limber, or was published in its history."""
    return getattr(piece, "status", None) not in (None, Status.DRAFT) or was_published(piece, shipped_as)


def was_published(piece, shipped_as):
    """Whether it ships with Limber, or was published in its history."""
    if ShippedField.objects.filter(object_key=f"{shipped_as}/{piece.slug}").exists():
        return True
    kept = Version.objects.get_for_object(piece)
    return any(version.field_dict.get("status") == Status.PUBLISHED for version in kept)
