"""What a session holds: saved entries, or those computed from the plan's prescriptions until the session begins."""

from datetime import date

from django.db.models import Exists, Min, OuterRef, Subquery

from . import cautions, decisions
from .models import Entry, Outcome, Prescription, Session
from .rules.composition import Candidate, compose, five_minutes
from .rules.dose import Dose, reduce
from .rules.minutes import Item, session_seconds
from .sore_day import SoreDay

SHORTENED = "five-minutes"
"""What a reduction is by that no rule and no sore day asked for: the person has little time."""


def with_factor(sessions):
    """The sessions with their plan, as `factor` the smallest reduction (None: the doses in full), and `is_paused`."""
    return sessions.select_related("plan").with_pause().annotate(factor=Min("reductions__factor"))


def line_up(sessions, *, catalogue, today, ahead=(), present=None, is_past=False):
    """What each session holds: {session pk: its entries in order}, saved or still to be frozen.

    `sessions` come from `with_factor` and are one person's. A session that has begun has its entries; a planned one is
    computed from the prescriptions. `ahead` are the open sessions that stand between today and the last of `sessions`:
    each is taken as done on its day, so that rotation shows what will come. What the owner's conditions hide is left
    out; what the rules leave out, make lighter or swap for a sore day is as last decided (`present`; None: read).
    `is_past` says that `today` is a day gone by: then the prescriptions, too, are as they were on it.
    Two queries, whatever the number of sessions; one more without `present`, four more for a sore-day session.

    Each session gets `share`, the part of a dose that its smallest reduction leaves (1: all of it). A planned one gets
    `left_out`, the exercises that its limit takes out, `offer` (`decisions.offers`), and `lighter`, the (rule, factor)
    of the reductions that become its own when it begins.
    """
    sessions = list(sessions)
    lines: dict[int, list[Entry]] = {session.pk: [] for session in sessions}
    begun = {session.pk: session for session in sessions if session.status != Session.Status.PLANNED}
    for session in begun.values():
        session.share = float(session.factor or 1)
    for entry in catalogue.attach(Entry.objects.filter(session__in=begun).order_by("order", "pk")):
        entry.session = begun[entry.session_id]
        lines[entry.session_id].append(entry)
    every = {session.pk: session for session in [*ahead, *sessions]}
    planned = {pk: session for pk, session in every.items() if session.status == Session.Status.PLANNED}
    prescriptions = catalogue.attach(_prescriptions(planned.values(), today if is_past else date.max))
    last_done = {(p.plan_id, p.exercise_id): p.last_done for p in prescriptions}
    decisions.offers.read(planned.values(), catalogue, today, present)
    sore_day = SoreDay.read(planned.values(), catalogue)
    for session in sorted(every.values(), key=lambda one: (one.date, one.time, one.pk)):
        held = lines.get(session.pk, [])
        if session.pk in planned:
            held = _compose(session, prescriptions, last_done, sore_day, is_past)
        if session.pk in lines:
            lines[session.pk] = held
        if session.is_open and session.date >= today:
            last_done.update({(session.plan_id, entry.exercise_id): session.date for entry in held})
    return lines


def _prescriptions(sessions, day):
    """The prescriptions of planned sessions, each with `is_hidden` (by a condition) and `last_done`, the local day on
    which it was done last (None: never), by what was answered and done up to a local day. One query."""
    if not sessions:
        return []
    owner = next(iter(sessions)).owner_id
    done = Session.objects.filter(
        plan=OuterRef("plan"),
        date__lte=day,
        entries__exercise=OuterRef("exercise"),
        entries__outcome__in=[Outcome.DONE, Outcome.EASED],
    )
    hiding = cautions.hiding(owner, day).filter(exercise=OuterRef("exercise"))
    found = Prescription.objects.filter(plan__in={session.plan_id for session in sessions})
    return found.annotate(last_done=Subquery(done.order_by("-date").values("date")[:1]), is_hidden=Exists(hiding))


def _compose(session, prescriptions, last_done, sore_day, is_past):
    """The unsaved entries of a planned session: from the prescriptions that are on in its week, or of a sore day.

    Reductions don't multiply: the smallest factor counts. A dose that a clinician fixed is reduced by the person's own
    wish alone (`player.easier` is another form's).
    """
    size, order_by, offer = session.plan.session_size, session.plan.order_by, session.offer
    own, lighter = float(session.factor or 1), offer.reductions
    if is_past:
        prescriptions = offer.then([p for p in prescriptions if p.plan_id == session.plan_id])
    if session.kind == session.Kind.SORE_DAY:
        prescriptions, size, order_by = sore_day.prescriptions(session), sore_day.size, sore_day.order_by
        own = min(own, sore_day.factor)
        if sore_day.factor < 1:
            lighter = (*lighter, (session.Kind.SORE_DAY.value, sore_day.factor))
    share = min(own, offer.factor)
    shown = [p for p in prescriptions if not p.is_hidden and offer.allows(p)]
    on = {p.exercise.slug: p for p in shown if p.plan_id == session.plan_id and p.is_on(session)}
    candidates = [
        candidate(
            p,
            last_done=last_done.get((session.plan_id, p.exercise_id)),
            factor=own if offer.is_fixed(p.exercise.slug) else share,
        )
        for p in on.values()
    ]
    chosen = compose(candidates, size=size, order_by=order_by)
    session.left_out = []
    if session.limit_seconds:
        get_ready = session.owner.player["get_ready"]
        shortened = five_minutes(chosen, seconds=session.limit_seconds, get_ready=get_ready)
        chosen, session.left_out = list(shortened.kept), [on[slug].exercise for slug in shortened.left_out]
        if shortened.factor < 1:
            share, lighter = min(share, shortened.factor), (*lighter, (SHORTENED, shortened.factor))
    session.share, session.lighter = share, lighter
    return [_entry(session, on[one.slug], one.dose, order) for order, one in enumerate(chosen, start=1)]


def candidate(prescription, *, last_done, factor=1.0):
    """What the composition rules need to know of a prescription; `last_done` is a local day, or None for never."""
    return Candidate(
        slug=prescription.exercise.slug,
        order=prescription.exercise.order,
        core=prescription.is_core,
        last_done=last_done,
        position=prescription.form.position,
        dose=reduce(prescription.dose, factor),
        tempo=prescription.form.tempo,
        sided=prescription.exercise.sided,
        place=prescription.place,
        factor=factor,
    )


def _entry(session, prescription, dose, order):
    return Entry(
        session=session,
        exercise=prescription.exercise,
        form=prescription.form,
        order=order,
        sets=dose.sets,
        reps=dose.reps,
        hold=dose.hold,
    )


def seconds(entries, *, owner):
    """How long these entries take at their prescribed dose, in seconds; the person chose how long to get ready."""
    return session_seconds((_item(entry, entry.dose) for entry in entries), owner.player["get_ready"])


def _item(entry, dose):
    return Item(dose=dose, tempo=entry.form.tempo, sided=entry.exercise.sided, position=entry.form.position)


def done_seconds(entries, owner):
    """How long what was done took: the dose done where it was given, else the prescribed one."""
    done = []
    for entry in entries:
        if entry.was_done:
            sets, reps = entry.done_sets or entry.sets, entry.done_reps or entry.reps
            hold = (entry.done_hold or entry.hold) if entry.hold is not None else None
            done.append(_item(entry, Dose(sets, reps, hold)))
    return session_seconds(done, owner.player["get_ready"])
