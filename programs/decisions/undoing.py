"""Taking an adjustment back, within the limits of the published rules."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import locks, thresholds
from ..models import Adjustment
from ..refused import Refused
from .making import mark


class AnswerFirst(Refused):
    """Undoing T3 or T4 needs an answer first: whether the sign is gone."""


@transaction.atomic
def undo(adjustment, answer=None):
    """Take an adjustment back; what follows from it is decided anew at the next `bring_up_to_date`.

    T3 and T4 ask first: `answer` says whether the sign is gone (None raises AnswerFirst). It is recorded; where the
    sign isn't gone, the adjustment stands. Taking it back again changes nothing. Gives the adjustment as it is now.
    Refused for one that was replaced.
    """
    locks.person(adjustment.owner_id)
    adjustment = Adjustment.objects.select_related("owner").get(pk=adjustment.pk)
    if adjustment.state == Adjustment.State.UNDONE:
        return adjustment
    if adjustment.state == Adjustment.State.REPLACED:
        raise Refused(_("This was decided anew, so there is nothing to take back."))
    if adjustment.asks_first and answer is None:
        raise AnswerFirst(_("Is the sign gone?"))
    now = timezone.now()
    if adjustment.asks_first:
        adjustment.undo_answer = {"sign_gone": bool(answer), "at": now.isoformat()}
    if answer or not adjustment.asks_first:
        adjustment.state, adjustment.state_at = Adjustment.State.UNDONE, now
        mark(adjustment.owner, adjustment.day)
    adjustment.save(update_fields=["undo_answer", "state", "state_at"])
    if adjustment.sentence == Adjustment.THRESHOLD:
        thresholds.follow(adjustment.owner, adjustment.inputs["threshold"])
    return adjustment
