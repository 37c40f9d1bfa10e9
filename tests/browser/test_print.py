"""The sheets on paper."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from stretches.models import Exercise

PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.unseen
def test_each_stretch_fits_a_page(live_server: LiveServer, page: Page, content: None) -> None:
    """One sheet for each, however much it asks first."""
    page.goto(live_server.url + reverse("sheet_all"))
    assert len(PAGE.findall(page.pdf(format="A4"))) == Exercise.objects.count()
