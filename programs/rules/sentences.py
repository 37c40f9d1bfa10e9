"""One sentence for the person for every decision, as message ids for gettext.

Templates by the sentence id a decision carries, filled with its inputs by name. Where an input is a slug or
a date (`exercise`, `sensations`, `signs`, `ways`, `day`, `until`) the page puts the word a person reads in
its place before filling.
"""

from __future__ import annotations


def gettext_noop(message: str) -> str:
    """Mark a message for translation; whoever shows it translates it."""
    return message


SENTENCES: dict[str, str] = {
    "S1": gettext_noop("You named a sign that needs help now: %(signs)s. No sessions until a clinician has seen you."),
    "S2": gettext_noop("You named a sign to talk about first: %(signs)s. No new session until you have."),
    "S3.age": gettext_noop("It is time to answer the safety questions before your next session."),
    "S3.leg": gettext_noop("New signs in a leg (%(sensations)s): please answer the safety questions again."),
    "S3.emergency-signs": gettext_noop("%(sensations)s: please check the emergency signs now."),
    "S3.woke": gettext_noop("Pain woke you: please answer the safety questions again."),
    "S3.still-there": gettext_noop("Still there this morning (%(sensations)s): please answer the safety questions."),
    "S3.high": gettext_noop(
        "%(score)s or more in %(sessions)s sessions of %(days)s days: please answer the safety questions again."
    ),
    "S3.severe": gettext_noop("Discomfort of %(before)s, and changed: please answer the safety questions again."),
    "T0": gettext_noop("%(before)s before the session: the sore-day session is there for you."),
    "T0.asked": gettext_noop("Your back is bad today: the sore-day session is there for you."),
    "T1": gettext_noop("%(exercise)s: carry on."),
    "T2": gettext_noop("%(exercise)s: the same dose, in a smaller range. Tell us tomorrow morning how it is."),
    "T2.after": gettext_noop(
        "%(before)s before and %(after)s after the session, and no one exercise stood out: all doses stay."
    ),
    "T3.easier": gettext_noop("%(exercise)s: the easier form next time, because it hurt on %(day)s."),
    "T3.rest": gettext_noop("%(exercise)s rests until %(until)s, because it hurt on %(day)s."),
    "T3.again": gettext_noop(
        "%(exercise)s rests until %(until)s, because it hurt again on %(day)s. Ask a physiotherapist about it."
    ),
    "T3.usual": gettext_noop("%(exercise)s: back to the usual form, after %(greens)s calm sessions."),
    "T4": gettext_noop(
        "%(sensations)s on %(day)s: what moves your back the same way stops now and in the next session."
    ),
    "T4.signs": gettext_noop(
        "%(sensations)s on %(day)s: stop now and check the emergency signs. What moves your back the same way stops."
    ),
    "T5": gettext_noop("%(exercise)s: moving up toward the spine is all right. Carry on gently."),
    "T6": gettext_noop("You felt dizzy: end the session, sit or lie down. No downward dog, fish or camel for now."),
    "N1": gettext_noop("%(morning)s this morning, %(before)s before the last session: all stays as it is."),
    "N2": gettext_noop("%(morning)s this morning, %(before)s before the last session: half as much next time."),
    "N3": gettext_noop("Sore again this morning (%(morning)s): sore-day sessions until two mornings are calm."),
    "N3.still": gettext_noop("Still sore this morning (%(morning)s): the sore-day session stays."),
    "N3.calmer": gettext_noop("A calm morning. One more and your plan goes on."),
    "N3.over": gettext_noop("%(calm)s calm mornings: your plan goes on, once you have answered the safety questions."),
    "N4": gettext_noop("No answer this morning: the session of %(day)s doesn’t count toward a raise."),
    "P1": gettext_noop(
        "%(exercise)s: from %(before)s to %(after)s, after %(days)s days at this dose and %(greens)s calm sessions."
    ),
    "P2": gettext_noop("%(exercise)s: at the top for %(days)s days. You could try a harder form."),
    "P2.keep": gettext_noop("%(exercise)s: at the top. Keep it as it is."),
    "A1": gettext_noop("%(percent)s %% of your sessions in %(weeks)s weeks. Would fewer days or exercises suit you?"),
    "A2": gettext_noop("%(days)s days since your last session: your first week back is at %(percent)s %%."),
    "F1": gettext_noop(
        "%(lowest)s or more in %(checkins)s check-ins over %(days)s days. It should have settled by now: see a "
        "doctor or physiotherapist."
    ),
    "F2": gettext_noop(
        "Your middle score has risen for %(weeks)s weeks, from %(first)s to %(last)s. It may be worth asking a "
        "doctor or physiotherapist. Doses stay as they are."
    ),
    "F2.still": gettext_noop("Your middle score is still rising (%(median)s): doses stay as they are."),
    "F2.falls": gettext_noop("Your middle score has fallen to %(median)s: doses may rise again."),
    "G1": gettext_noop(
        "%(usual)s at the start and %(median)s now. A physiotherapist could help to fit the plan to you."
    ),
    "G1.again": gettext_noop(
        "%(usual)s at the start and %(median)s after %(weeks)s weeks. Please see a doctor or physiotherapist."
    ),
    "G2": gettext_noop("%(usual)s at the start and %(median)s now: a change most people notice."),
}
