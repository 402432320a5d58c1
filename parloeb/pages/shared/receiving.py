"""Whether a letter would reach its citizen, told to who decides before it is written."""

from typing import Any

from django.urls import reverse

from parloeb.domain.correspondence import queries as letters
from parloeb.domain.people import queries as people
from parloeb.pages.shared import pieces


def lacks(case: Any) -> tuple[pieces.Lack, ...]:
    """The citizen's missing way in and address, with the way to where the address is written; none where one is there.

    Of somebody protected nothing is told of what is registered: the written letter says what to do.
    """
    citizen = case.citizen
    if citizen.is_protected or letters.mail_of(citizen) or people.has_address(citizen):
        return ()
    url = reverse("cases:citizen", kwargs={"case": case.uuid})
    told = "Borgeren kan ikke logge ind og har ingen adresse, så brevet kan ikke komme frem."
    return (pieces.Lack(told, url, "Skriv adressen først. Ellers skal brevet gives til borgeren."),)
