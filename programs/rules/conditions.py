"""The conditions that ship as signs of S1 and of S2, by slug. A server may add to them (`Facts.emergency` and
`Facts.urgent`), never take one away."""

EMERGENCY = frozenset(
    {
        "saddle-numbness",
        "sexual-numbness",
        "bladder-bowel",
        "both-legs",
        "fast-leg-weakness",
        "chest-pain",
        "serious-accident",
    }
)
URGENT = frozenset(
    {
        "fever",
        "weight-loss",
        "cancer-history",
        "lump-or-shape",
        "night-pain",
        "infection-risk",
        "fall-bone-risk",
    }
)
