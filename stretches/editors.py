"""Who may edit: a group that changes content and nothing else. Its members also need "staff" to open the pages."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from .versions import content_models

NAME = "Editors"


def ensure_group():
    """The group of editors with exactly its permissions; it can be called as often as you like.

    Content is what has a history (`versions.keep`); what people do and who they are never has one.
    """
    group, _created = Group.objects.get_or_create(name=NAME)
    types = ContentType.objects.get_for_models(*content_models()).values()
    codenames = [f"{act}_{kind.model}" for kind in types for act in ("add", "change", "delete", "view")]
    group.permissions.set(Permission.objects.filter(content_type__in=types, codename__in=codenames))
    return group
