"""Doses as sentences."""

import pytest

from stretches.doses import dose_words, seconds_text


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ((1, 1, 120, None, "no"), "hold for 2 minutes"),
        ((2, 1, 20, None, "no"), "2 sets: hold for 20 seconds"),
        ((1, 2, 15, None, "each"), "2 times, hold each for 15 seconds, on each side"),
        ((2, 5, 20, None, "no"), "2 sets: 5 times, hold each for 20 seconds"),
        ((1, 6, None, 4, "alternating"), "6 times, about 4 seconds each, on each side"),
        ((3, 12, None, 4, "no"), "3 sets: 12 times, about 4 seconds each"),
        ((1, 1, None, 1, "no"), "1 time, about 1 second each"),
    ],
)
def test_a_dose_reads_as_a_sentence(dose, words):
    """Sets, repetitions, holds and sides, as one would say them."""
    assert dose_words(*dose) == words


@pytest.mark.parametrize(("seconds", "words"), [(45, "45 seconds"), (90, "1 minute 30 seconds"), (300, "5 minutes")])
def test_seconds_become_minutes(seconds, words):
    """From a minute on, minutes are said."""
    assert seconds_text(seconds) == words
