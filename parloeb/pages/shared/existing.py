"""What is not there for the person who asks, be it missing or foreign, is answered by the same 404."""

from typing import TypeVar

from django.http import Http404

Found = TypeVar("Found")


def or_404(found: Found | None) -> Found:
    """Return what a look through `visible_to` found. Raises Http404 where it found nothing."""
    if found is None:
        raise Http404
    return found
