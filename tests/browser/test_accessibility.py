"""Whether what judges the pages still sees a bad one after it has seen good ones."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .accessibility import Judge

TEXT = '<!doctype html><html lang="en"><title>t</title><body style="background: #fff"><main><h1>One</h1>{}</main>'
GOOD = '<p style="color: #555">Two</p>'


@pytest.fixture(scope="module")
def page(unseen: Browser) -> Iterator[Page]:
    """One page for all: each test fills it anew."""
    page = unseen.new_page()
    yield page
    page.close()


@pytest.fixture
def judge(page: Page) -> Judge:
    """One that has seen a grey text on white, which is fine."""
    judge = Judge(set())
    page.set_content(TEXT.format(GOOD))
    assert judge.violations(page) == []
    return judge


GREY = "color: #555"
DARK = '<div style="background: #333; height: 40px">.</div>'
HARD_TO_READ = {
    "fainter": '<p style="color: #aaa">Two</p>',
    "on a dark ground": f'<div style="background: #333"><p style="{GREY}">Two</p></div>',
    "on a darker ground": f'<div style="background: #333c"><p style="{GREY}">Two</p></div>',
    "half seen": f'<div style="opacity: .4"><p style="{GREY}">Two</p></div>',
    "lifted": f'<p style="{GREY}"><span style="background: #333; position: absolute">Two</span></p>',
    "over something": f'<div style="position: absolute; inset: 0; background: #333"></div>'
    f'<p style="{GREY}; position: absolute; top: 9px">Two</p>',
    "moved over something": f'{DARK}<p style="{GREY}; position: relative; top: -40px">Two</p>',
    "pulled over something": f'{DARK}<p style="{GREY}; margin-top: -40px; position: relative">Two</p>',
    "in one cell with something": '<div style="display: grid"><div style="grid-area: 1/1; background: #333"></div>'
    f'<p style="grid-area: 1/1; {GREY}; z-index: 1">Two</p></div>',
    "before something behind it": '<div style="position: relative; z-index: 0"><div style="position: absolute; '
    f'inset: 0; background: #333; z-index: -1"></div><p style="{GREY}">Two</p></div>',
    "after one letter": '<p style="color: #aaa">3</p><p style="color: #aaa">Two words</p>',
    "after one that can't be pressed": '<button disabled style="color: #aaa; background: #fff">Not now</button>'
    '<button style="color: #aaa; background: #fff">Now</button>',
}


@pytest.mark.parametrize("bad", HARD_TO_READ.values(), ids=HARD_TO_READ)
def test_a_text_that_is_hard_to_read_is_found_after_one_that_is_not(judge: Judge, page: Page, bad: str) -> None:
    """Where colour, size or ground differ it is another look, and one that axe left open has not passed."""
    page.set_content(TEXT.format(bad))
    assert "color-contrast" in [rule for rule, _elements in judge.violations(page)]
    assert "color-contrast" in [rule for rule, _elements in judge.contrast(page)]


def test_what_one_page_left_open_is_judged_on_the_next(judge: Judge, page: Page) -> None:
    """A single digit says nothing of the sentence that looks like it."""
    page.set_content(TEXT.format('<p style="color: #aaa">3</p>'))
    assert judge.contrast(page) == []
    page.set_content(TEXT.format('<p style="color: #aaa">A long sentence</p>'))
    assert [rule for rule, _elements in judge.contrast(page)] == ["color-contrast"]


def test_a_look_that_has_passed_is_not_judged_again(judge: Judge, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left to ask axe."""
    page.set_content(TEXT.format(GOOD * 3))
    asked: list[str] = []
    monkeypatch.setattr(judge, "prepare", lambda page: asked.append(page.url))
    assert judge.contrast(page) == []
    assert asked == []


def test_other_rules_are_asked_each_time(judge: Judge, page: Page) -> None:
    """A picture without words is found on a page whose texts are all fine."""
    page.set_content(TEXT.format(f'{GOOD}<img src="data:,">'))
    assert [rule for rule, _elements in judge.violations(page)] == ["image-alt"]


@pytest.mark.parametrize("tag", ["button", "a href='#'", "input aria-label='Two' type='checkbox'"])
def test_targets_that_are_small_and_close_are_found(judge: Judge, page: Page, tag: str) -> None:
    """Two of them side by side, ten pixels each."""
    one = f"<{tag} style='display: inline-block; width: 10px; height: 10px; margin: 0; padding: 0; border: 0'>"
    close = f"</{tag.split()[0]}>" if not tag.startswith("input") else ""
    page.set_content(TEXT.format(f"<div style='display: flex'>{(one + close) * 2}</div>"))
    assert [rule for rule, _elements in judge.sight(page)] == ["target-size"]


@pytest.mark.parametrize("between", ["</li><li>", " "], ids=["each in a line", "side by side"])
def test_small_links_that_stand_in_no_sentence_are_found(judge: Judge, page: Page, between: str) -> None:
    """Only words around it let a link be as low as its line."""
    link = '<a href="#" style="font-size: 8px">Two</a>'
    page.set_content(TEXT.format(f'<ul style="line-height: 1">{between.join([f"<li>{link}", f"{link}</li>"])}</ul>'))
    assert [rule for rule, _elements in judge.sight(page)] == ["target-size"]


def test_a_link_in_a_sentence_may_be_small(judge: Judge, page: Page) -> None:
    """As the rule allows."""
    page.set_content(TEXT.format('<p>Read <a href="#">this</a> and <a href="#">that</a>.</p>'))
    assert judge.sight(page) == []


def test_a_picture_far_down_is_asked_for_without_a_frame(page: Page) -> None:
    """So that the console tells of one that is broken: as a rule they load when they come near, which a frame tells."""
    far = '<div style="height: 9000px"></div><img alt="" loading="lazy" src="http://127.0.0.1:9/far.svg">'
    with page.expect_request("**/far.svg", timeout=5_000):
        page.set_content(TEXT.format(far), wait_until="commit")
