"""How allauth behaves here: nobody signs up, each coming and going stands in the log, and secrets are sealed."""

import base64
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest

from parloeb.domain.audit import commands as audit
from parloeb.domain.people import acting, queries, sealing
from parloeb.pages.shared import keys
from parloeb.pages.shared.entry import ParloebRequest

MFA_FIELD = "mfa_authenticator.data"
NO_ROW = UUID(int=0)


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Login alone; there is no way to make an account from outside."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account is given, not taken."""
        del request
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin the session, after the second factor where one is set up."""
        with transaction.atomic():
            super().login(request, user)
            came_in(request, user)

    def logout(self, request: HttpRequest) -> None:
        """End the session."""
        person = acting.person(request.user)
        with transaction.atomic():
            if person:
                audit.record("user.logged_out", person, by=acting.outside(person), at=_moment(request))
            super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log that somebody failed, at whose account where there is one; never what was typed."""
        whose = queries.user_with_email(str(credentials.get("email") or ""))
        with transaction.atomic():
            audit.deny("user.login_failed", by=acting.outside(whose), at=_moment(request))


def came_in(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Log that this person has come in, by whatever way."""
    person = acting.person(user)
    if person:
        audit.record("user.logged_in", person, by=acting.outside(person), at=_moment(request))


def _moment(request: HttpRequest) -> datetime:
    return cast(ParloebRequest, request).at


class SealedMfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of the second factor sealed; allauth names no row, so none is bound to them."""

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        sealed = sealing.seal(text, keys=keys.keyring(), field=MFA_FIELD, row=NO_ROW)
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` made. Raises sealing.UnsealableError."""
        return sealing.unseal(base64.b64decode(encrypted_text), keys=keys.keyring(), field=MFA_FIELD, row=NO_ROW)
