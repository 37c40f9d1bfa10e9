"""The clinician's hand: a person opens a plan by a one-time code; the clinician prescribes in it and writes notes.

Codes are those of invitations: random, for one use, kept as a digest. Every change is an adjustment with the name that
staff approved. A change is refused once the access, the role or the plan has ended, even at the same moment.
"""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models.invitation import digest, new_code

from . import decisions, locks, thresholds
from .models import Adjustment, ClinicianAccess, ClinicianNote
from .models.access import LIFETIME
from .refused import Refused

MOST_CLINICIANS = 5
"""So many clinicians may see one plan."""
MOST_NOTES = 200
"""So many notes a plan holds."""


@transaction.atomic
def make_code(*, plan, shows_email, now):
    """A new code for one clinician, valid for seven days; one that nobody has used yet no longer counts.

    Shown to the person once: only the digest is kept. Refused for a plan that has ended or has enough clinicians.
    """
    plan = locks.plan(plan)
    if not plan.is_running:
        raise Refused(_("This plan has ended."))
    if plan.accesses.standing().count() >= MOST_CLINICIANS:
        raise Refused(_("Enough clinicians see this plan. End one of them first."))
    code = new_code()
    plan.accesses.waiting().update(ended_at=now)
    plan.accesses.create(digest=digest(code), shows_email=shows_email, expires_at=now + LIFETIME)
    return code


@transaction.atomic
def join(*, clinician, code, now):
    """Take a code: the clinician sees its plan from now on. The same clinician taking it again changes nothing.

    Of two at the same moment one gets in: the plan's row is taken first, and the update asks for an unused code.
    """
    unknown = Refused(_("This code doesn’t work: it was used, is too old, or was typed differently."))
    access = ClinicianAccess.objects.filter(digest=digest(code), ended_at=None).select_related("plan").first()
    if access is None:
        raise unknown
    plan = locks.plan(access.plan)
    if plan.owner_id == clinician.pk:
        raise Refused(_("This is the code of your own plan. Give it to your clinician."))
    standing = plan.accesses.standing().filter(clinician=clinician).first()
    if standing:
        return standing
    unused = ClinicianAccess.objects.filter(pk=access.pk, accepted_at=None, ended_at=None, expires_at__gt=now)
    if not plan.is_running or not unused.update(clinician=clinician, accepted_at=now):
        raise unknown
    access.refresh_from_db()
    return access


def end(*, access, now):
    """Close the plan to the clinician, or take a code back. What they prescribed stays. Again, it changes nothing."""
    ClinicianAccess.objects.filter(pk=access.pk, ended_at=None).update(ended_at=now)


@transaction.atomic
def prescribe(*, access, prescription, day, key, dose=None, fixed=None):
    """Set the dose of a prescription, fix it or release it; None stays. The same `key` again changes nothing."""
    access = _held(access)
    # A page that the browser kept has its old key: with other numbers in it that is another change.
    key = uuid.uuid5(key, f"{prescription.pk} {dose} {fixed}")
    return decisions.hands.change(
        prescription, by=access.clinician, by_name=_name(access), day=day, key=key, dose=dose, fixed=fixed
    )


@transaction.atomic
def set_threshold(*, access, name, value, day, key):
    """Make a number of the rules stricter for the person, or take that back (None). It holds from the next day on.

    Gives the adjustment, None where the number is so already. Refused for one that isn't allowed, or isn't stricter
    than this host's.
    """
    access, owner = _held(access), access.plan.owner
    if value is not None and not thresholds.is_stricter(name, value):
        raise Refused(_("For one person a number can only be made stricter than it is on this server."))
    was = thresholds.own(owner).get(name)
    if value == was:
        return None
    told = {"threshold": name, "value": value, "was": was}
    made, _is_new = Adjustment.objects.get_or_create(
        owner=owner,
        day=day,
        rule=Adjustment.CLINICIAN,
        fingerprint=uuid.uuid5(key, f"{name} {value}").hex,
        defaults={
            "plan": access.plan,
            "sentence": Adjustment.THRESHOLD,
            "by": access.clinician,
            "by_name": _name(access),
            "inputs": told,
        },
    )
    thresholds.follow(owner, name)
    return made


@transaction.atomic
def write_note(*, access, text, day, key):
    """Write to the person. The same `key` again is the note that is there."""
    access = _held(access)
    if access.plan.clinician_notes.count() >= MOST_NOTES:
        raise Refused(_("This plan has enough notes."))
    told = {"text": text, "day": day, "by": access.clinician, "by_name": _name(access)}
    return ClinicianNote.objects.get_or_create(plan=access.plan, key=key, defaults=told)[0]


def _held(access):
    """The access as it is now, kept until the change is made; Refused once it, the role or the plan has ended."""
    rows = ClinicianAccess.objects.select_related("plan__owner", "clinician__clinician_request")
    held = rows.standing().select_for_update(of=("self",)).filter(pk=access.pk).first()
    if held is None or not held.clinician.is_clinician or not held.plan.is_running:
        raise Refused(_("You no longer see this plan."))
    return held


def _name(access):
    """The name under which staff approved the clinician."""
    return access.clinician.clinician_request.name
