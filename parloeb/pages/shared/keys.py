"""What the doors hand on from the settings: the keys of sealed fields."""

from django.conf import settings

from parloeb.domain.people.sealing import Keyring


def keyring() -> Keyring:
    """The keys that seal and unseal."""
    return Keyring(sealing=settings.KEYS.sealing, index=settings.KEYS.index)
