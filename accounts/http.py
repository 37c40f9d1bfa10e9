"""Types of requests."""

from django.http import HttpRequest

from accounts.models import User


class PersonRequest(HttpRequest):
    """A request that only signed-in people reach (LoginRequiredMiddleware): its user is a person."""

    user: User
