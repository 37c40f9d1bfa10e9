"""What the published rules decide for a person, on the records of the database.

mark(owner, day)                                          # a fact of that local day was added or changed
present = bring_up_to_date(owner, catalogue=…, today=…)   # decide what is open; where the person stands
present.block, present.state, present.offers_sore_day

adjustments(owner, since), notices(owner, present), acknowledge(notice), undo(adjustment, answer)
hands.change(prescription, by=…, day=…, key=…, dose=…), hands.add(plan, exercise=…, …)
"""

from . import hands, offers
from .making import Present, bring_up_to_date, mark
from .reading import acknowledge, adjustments, notices
from .undoing import AnswerFirst, undo

__all__ = [
    "AnswerFirst",
    "Present",
    "acknowledge",
    "adjustments",
    "bring_up_to_date",
    "hands",
    "mark",
    "notices",
    "offers",
    "undo",
]
