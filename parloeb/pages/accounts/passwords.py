"""A forgotten password: the request goes to the outbox, and the worker finds out whether it is anybody's."""

from typing import Any, cast

from allauth.account.forms import ResetPasswordForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from parloeb.domain.correspondence import outbox
from parloeb.domain.people import queries
from parloeb.pages.shared.entry import ParloebRequest

MAIL = "account/email/password_reset_key"


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]
    """Takes any address, and asks nobody whether it is known."""

    def clean_email(self) -> str:
        """The address as typed."""
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Let the worker answer it."""
        del kwargs
        email = str(self.cleaned_data["email"])
        outbox.ask_for_link(email, at=cast(ParloebRequest, request).at)
        return email


def mail(address: str, *, public_url: str) -> tuple[str, str] | None:
    """Subject and body with a link that is made now; None where nobody logs in with the address."""
    user = queries.user_with_email(address)
    if user is None or not user.is_active:
        return None
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    url = public_url + reverse("account_reset_password_from_key", kwargs=key)
    subject = render_to_string(f"{MAIL}_subject.txt").strip()
    return subject, render_to_string(f"{MAIL}_message.txt", {"password_reset_url": url})
