"""`python -m programs.simulation --people 700`: print the table; fail where an invariant is broken."""

import argparse
import sys

from programs.simulation.table import lines, simulate


def main() -> int:
    """Simulate and print. Returns 1 where an invariant is broken."""
    parser = argparse.ArgumentParser(prog="simulation")
    parser.add_argument("--people", type=int, default=70)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--weeks", type=int, default=26)
    parser.add_argument("--jobs", type=int, default=1)
    chosen = parser.parse_args()
    rows = simulate(chosen.people, seed=chosen.seed, weeks=chosen.weeks, jobs=chosen.jobs)
    print("\n".join(lines(rows)))
    broken = [f"{row.kind}: {line}" for row in rows for line in row.broken]
    print("\n".join(broken[:20]) or "every invariant holds")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
