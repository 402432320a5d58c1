"""How allauth behaves here: nobody signs up; users are made by the administrator."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Login alone; there is no way to make an account from outside."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account is given, not taken."""
        del request
        return False
