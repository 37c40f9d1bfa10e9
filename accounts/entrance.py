"""allauth's ways in, where Limber asks for more or has less to offer."""

from typing import Any

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator

from accounts.forms import SignupForm, SignupRace


class SignupView(allauth_views.SignupView):
    """Sign up, where the host lets people."""

    form_class = SignupForm

    def is_open(self) -> bool:
        """Whether there is any way to get an account here by oneself."""
        return settings.LIMBER_REGISTRATION != "closed"

    def form_valid(self, form: SignupForm) -> HttpResponse:
        """Make the account; when somebody was faster, check everything again and say what is taken."""
        try:
            return super().form_valid(form)
        except SignupRace:
            form.full_clean()
        return super().form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_invalid(self, form: SignupForm) -> HttpResponse:
        """Show the page again with what was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(login_not_required, name="dispatch")
class PasswordResetView(allauth_views.PasswordResetView):
    """Ask for a reset link, or learn that this host can't mail one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say so plainly where no mail can be sent."""
        if not settings.MAIL_IS_SET_UP:
            return render(request, "accounts/reset_without_mail.html")
        return super().dispatch(request, *args, **kwargs)


account_signup = SignupView.as_view()
account_reset_password = PasswordResetView.as_view()
