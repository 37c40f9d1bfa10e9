"""The published rules: what each looks at, what it does, where it comes from, an example.

The texts are message ids for gettext. The sentences of single decisions are in `sentences`.
"""

from __future__ import annotations

from dataclasses import dataclass

from programs.rules.sentences import gettext_noop

MONITORING = gettext_noop(
    "Pain-monitoring model (Thomeé 1997; Silbernagel 2007), with change added (Smith 2019). "
    "It was tested on tendons and knees, not on backs."
)
SIGNS = gettext_noop("IFOMPT red flags framework (2020); NHS wording as the model for plainness.")
CAREFUL = gettext_noop("Common practice in physiotherapy, set on the careful side by Limber.")


@dataclass(frozen=True, slots=True)
class Rule:
    """One published rule. The texts are message ids in the source language."""

    id: str
    title: str
    looks_at: str
    does: str
    source: str
    example: str


RULES: tuple[Rule, ...] = (
    Rule(
        "S1",
        gettext_noop("Emergency signs"),
        gettext_noop("An emergency sign in the screening, or one you tick anywhere."),
        gettext_noop("No sessions. You see whom to call now. It opens again once a clinician has seen you."),
        SIGNS,
        gettext_noop("You tick “new trouble passing urine”: sessions stop and the emergency number is shown."),
    ),
    Rule(
        "S2",
        gettext_noop("Urgent signs"),
        gettext_noop("An urgent sign in the screening, or one you tick anywhere."),
        gettext_noop("No new session until you say that you have talked to someone about it."),
        SIGNS,
        gettext_noop("You answer that you have a fever: see a doctor first, then go on."),
    ),
    Rule(
        "S3",
        gettext_noop("Asked again"),
        gettext_noop(
            "A screening older than 28 days, new signs in a leg, discomfort of 7 or more in two sessions of "
            "14 days, or pain that wakes you."
        ),
        gettext_noop("The screening is asked again before your next session. A running session may end."),
        SIGNS,
        gettext_noop("On Monday and Thursday you log 7: the questions come up before the next session."),
    ),
    Rule(
        "T0",
        gettext_noop("A bad day"),
        gettext_noop("Before a session: 6 or more, or 3 above your usual, or “my back is bad today”."),
        gettext_noop("We ask about your signs first, then offer the sore-day session."),
        CAREFUL,
        gettext_noop("Your usual is 3 and today is 6: you are offered three gentle exercises at half dose."),
    ),
    Rule(
        "T1",
        gettext_noop("Green"),
        gettext_noop("Discomfort in the exercise that stays low and hardly changes."),
        gettext_noop("Carry on."),
        MONITORING,
        gettext_noop("2 before, 2 during cat-cow: carry on."),
    ),
    Rule(
        "T2",
        gettext_noop("Amber"),
        gettext_noop("A rise of 2, or 3 to 5 and above your usual, or 6 and more without a rise."),
        gettext_noop("Keep the dose, move in a smaller range, and tell us tomorrow morning."),
        MONITORING,
        gettext_noop("2 before, 4 during cobra: the same dose next time, in a smaller range."),
    ),
    Rule(
        "T3",
        gettext_noop("Red"),
        gettext_noop("A rise of 3 or more, 6 and more with a rise, or a sharp pain."),
        gettext_noop(
            "This exercise ends. Next time it is the easier form; where there is none it rests for 14 days. A "
            "second red in 14 days is a rest too. Two greens in the easier form bring the usual one back."
        ),
        MONITORING,
        gettext_noop("2 before, 6 during camel: next time the easier form at its start dose."),
    ),
    Rule(
        "T4",
        gettext_noop("Signs in a leg"),
        gettext_noop("Tingling, numbness, a weak leg, or pain spreading down the leg."),
        gettext_noop(
            "Exercises that move your back the same way stop now and in the next session. Still there next "
            "morning: the screening is asked again. A weak leg or both legs: the emergency signs at once."
        ),
        SIGNS,
        gettext_noop("Tingling in cobra: cobra, fish, camel and cat-cow stop until after the next session."),
    ),
    Rule(
        "T5",
        gettext_noop("Moving up"),
        gettext_noop("The pain moves up toward the spine, and the back is a little sorer."),
        gettext_noop("That is allowed, and often a good sign."),
        CAREFUL,
        gettext_noop("The ache leaves the calf and the lower back feels it more: carry on gently."),
    ),
    Rule(
        "T6",
        gettext_noop("Dizzy"),
        gettext_noop("You feel dizzy."),
        gettext_noop(
            "End the session, sit or lie down. No downward dog, fish or camel until you have answered the "
            "screening again."
        ),
        CAREFUL,
        gettext_noop("Dizzy in downward dog: you stop and rest, and it stays out of your sessions for now."),
    ),
    Rule(
        "N1",
        gettext_noop("A calm morning"),
        gettext_noop("The morning is at most 1 above the score before your last session."),
        gettext_noop("Nothing changes, and doses may rise."),
        MONITORING,
        gettext_noop("3 before the session, 4 this morning: fine."),
    ),
    Rule(
        "N2",
        gettext_noop("A sore morning"),
        gettext_noop("The morning is 2 or more above the score before your last session."),
        gettext_noop("The next session is half as much. For 3 days no dose rises and nothing new begins."),
        MONITORING,
        gettext_noop("3 before the session, 5 this morning: half the dose next time."),
    ),
    Rule(
        "N3",
        gettext_noop("Two sore mornings"),
        gettext_noop("A sore morning after two session days in a row, at most 4 days apart."),
        gettext_noop("The sore-day session until two mornings are calm; then the screening is asked again."),
        CAREFUL,
        gettext_noop("Sore after Monday and after Wednesday: sore-day sessions until it has calmed down."),
    ),
    Rule(
        "N4",
        gettext_noop("No morning answer"),
        gettext_noop("The morning question isn’t answered by the evening."),
        gettext_noop("No dose rises on that session. We ask once and no more."),
        CAREFUL,
        gettext_noop("No answer on Tuesday: Monday’s session doesn’t count toward a raise."),
    ),
    Rule(
        "P1",
        gettext_noop("One step up"),
        gettext_noop(
            "7 days at this dose, its last 2 sessions green with calm mornings, no amber or red for it in 7 "
            "days, and 70 percent of the last 14 days’ sessions done."
        ),
        gettext_noop(
            "One step up. In 7 days at most a third of the exercises rise, the longest unraised first, and "
            "none above 4 minutes a session or 10 minutes a week for one muscle area."
        ),
        gettext_noop("ACSM position stand (Garber 2011); Ingram (2024) for the ceilings."),
        gettext_noop("Hamstring stretch: from 2 × 15 s to 2 × 20 s."),
    ),
    Rule(
        "P2",
        gettext_noop("At the top"),
        gettext_noop("The top dose, and green for 14 days."),
        gettext_noop("The harder form is offered; where there is none, you keep what you do."),
        CAREFUL,
        gettext_noop("Heel slides at 3 × 12 for two weeks: try them with the heel just off the floor?"),
    ),
    Rule(
        "A1",
        gettext_noop("Too much to fit in"),
        gettext_noop("Less than half of the planned sessions in two complete weeks."),
        gettext_noop("We offer fewer days or exercises, and ask what gets in the way."),
        CAREFUL,
        gettext_noop("One of four sessions, two weeks running: would two days suit you better?"),
    ),
    Rule(
        "A2",
        gettext_noop("Coming back"),
        gettext_noop("7 days or more since your last session, with one missed or paused."),
        gettext_noop("Your first week back is at 75 percent; after 14 days or more at 50 percent."),
        CAREFUL,
        gettext_noop("Back from ten days away: 20 s holds are 15 s for a week."),
    ),
    Rule(
        "F1",
        gettext_noop("It should have settled"),
        gettext_noop(
            "At least 3 check-ins over more than 72 hours, all 2 or more above your usual, or all 5 or more "
            "where your usual is below 4."
        ),
        gettext_noop("It should have settled by now: see a doctor or physiotherapist. No dose rises."),
        CAREFUL,
        gettext_noop("Your usual is 3 and it has been 5 or 6 since Monday: have it looked at."),
    ),
    Rule(
        "F2",
        gettext_noop("Slowly rising"),
        gettext_noop("The middle score before sessions rises three weeks running, by 1 or more in all."),
        gettext_noop("Talk to a doctor or physiotherapist. No dose rises until a week is lower."),
        CAREFUL,
        gettext_noop("2, then 2.5, then 3, then 4: time to ask someone."),
    ),
    Rule(
        "G1",
        gettext_noop("Not much change"),
        gettext_noop("Your usual was 2 or more, and after 2 weeks, and 6, it is less than 1 lower."),
        gettext_noop("We suggest that you ask for help; after 6 weeks more firmly."),
        gettext_noop("Ostelo (2008) on what change means."),
        gettext_noop("4 at the start and 4 after two weeks: a physiotherapist can fit the plan to you."),
    ),
    Rule(
        "G2",
        gettext_noop("A change most people notice"),
        gettext_noop("2 or more below your usual at the start, or 30 percent below where that was 4 or more."),
        gettext_noop("We tell you."),
        gettext_noop("Ostelo (2008) on what change means."),
        gettext_noop("5 at the start, 3 now."),
    ),
)


def rule(rule_id: str) -> Rule:
    """The published rule of that id; raises LookupError where there is none."""
    for one in RULES:
        if one.id == rule_id:
            return one
    raise LookupError(f"no rule {rule_id}")
