"""How allauth sends mail here."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Mail that may fail."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail, or answer that it couldn’t be sent (503).

        What was saved before it stays; asked again, it is sent.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            logger.error("A mail could not be sent: %s", type(error).__name__)
            # Else who asks again is told that it is on its way.
            ratelimit.clear(current.request, action="confirm_email", key=email.lower())
            page = render(current.request, "accounts/mail_not_sent.html", status=503)
            raise ImmediateHttpResponse(page) from error
