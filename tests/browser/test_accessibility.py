"""Whether what judges the pages still sees a bad one after it has seen good ones."""

import pytest
from playwright.sync_api import Page

from .accessibility import Judge

TEXT = '<!doctype html><html lang="en"><title>t</title><body style="background: #fff"><main><h1>One</h1>{}</main>'
GOOD = '<p style="color: #555">Two</p>'


@pytest.fixture
def judge(page: Page) -> Judge:
    """One that has seen a grey text on white, which is fine."""
    judge = Judge()
    page.set_content(TEXT.format(GOOD))
    assert judge.violations(page) == []
    return judge


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color: #aaa">Two</p>',
        '<div style="background: #333"><p style="color: #555">Two</p></div>',
        '<div style="background: #333c"><p style="color: #555">Two</p></div>',
        '<div style="opacity: .4"><p style="color: #555">Two</p></div>',
        '<p style="color: #555"><span style="background: #333; position: absolute">Two</span></p>',
        '<div style="position: absolute; background: #333; inset: 0"></div>'
        '<p style="color: #555; position: absolute; top: 9px">Two</p>',
    ],
    ids=["fainter", "on a dark ground", "on a darker ground", "half seen", "lifted", "over something"],
)
def test_a_text_that_is_hard_to_read_is_found_after_one_that_is_not(judge: Judge, page: Page, bad: str) -> None:
    """The same grey is another look where its ground is another."""
    page.set_content(TEXT.format(bad))
    assert [rule for rule, _elements in judge.violations(page)] == ["color-contrast"]
    assert [rule for rule, _elements in judge.contrast(page)] == ["color-contrast"]


def test_a_look_that_was_seen_is_not_judged_again(judge: Judge, page: Page) -> None:
    """Nothing is left to ask axe."""
    page.set_content(TEXT.format(GOOD * 3))
    assert judge.contrast(page) == []
    assert page.evaluate("freshLooks.length") == 0


def test_other_rules_are_asked_each_time(judge: Judge, page: Page) -> None:
    """A picture without words is found on a page whose texts are all fine."""
    page.set_content(TEXT.format(f'{GOOD}<img src="data:,">'))
    assert [rule for rule, _elements in judge.violations(page)] == ["image-alt"]
