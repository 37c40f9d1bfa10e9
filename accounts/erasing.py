"""Erase a person: everything that belongs to them, and what names them elsewhere."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from accounts.models import ClinicianRequest, Invitation, User


@transaction.atomic
def erase(user: User) -> None:
    """Delete `user` for good, all or nothing: sessions everywhere, records (by cascade), invitations, log lines.

    Behind the person's row, as every write of theirs: one that is on its way is waited for, and erased too.
    """
    User.objects.select_for_update().filter(pk=user.pk).first()
    for session in UserSession.objects.filter(user=user):
        session.end()
    forget_in_log([user])
    forget_in_log(EmailAddress.objects.filter(user=user))
    forget_in_log(ClinicianRequest.objects.filter(user=user))
    Invitation.objects.filter(email=user.email.lower()).delete()
    user.delete()


def forget_in_log(things: Iterable[models.Model]) -> None:
    """Take away the lines of the editing log about `things`: they quote the address or the name."""
    for thing in things:
        about = ContentType.objects.get_for_model(thing)
        LogEntry.objects.filter(content_type=about, object_id=str(thing.pk)).delete()
