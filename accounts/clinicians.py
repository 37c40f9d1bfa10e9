"""Becoming a clinician: a person asks, staff answer."""

from datetime import datetime

from django.db import transaction

from accounts.models import ClinicianRequest, User

State = ClinicianRequest.State


@transaction.atomic
def ask(*, user: User, name: str, profession: str, workplace: str, now: datetime) -> ClinicianRequest:
    """Ask, or ask again with other words after a refusal. An approved request stays as it was approved."""
    User.objects.select_for_update().get(pk=user.pk)
    request = ClinicianRequest.objects.filter(user=user).first()
    if request and request.state == State.APPROVED:
        return request
    told = {"name": name, "profession": profession, "workplace": workplace, "asked_at": now}
    open_again = {"state": State.ASKED, "decided_at": None, "decided_by": None}
    return ClinicianRequest.objects.update_or_create(user=user, defaults=told | open_again)[0]


@transaction.atomic
def answer(*, request: ClinicianRequest, state: str, by: User, now: datetime) -> None:
    """Approve or decline a request, or leave it open again; the role follows. The same answer again changes nothing."""
    User.objects.select_for_update().get(pk=request.user_id)
    request = ClinicianRequest.objects.get(pk=request.pk)
    if request.state == state:
        return
    is_open = state == State.ASKED
    request.state = state
    request.decided_at, request.decided_by = (None, None) if is_open else (now, by)
    request.save(update_fields=["state", "decided_at", "decided_by"])
    User.objects.filter(pk=request.user_id).update(is_clinician=state == State.APPROVED)
