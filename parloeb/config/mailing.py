"""How a way for mails is named to Django: 6.1 wants MAILERS alone, and 5.2 knows only settings of their own."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import django

SERVER = "django.core.mail.backends.smtp.EmailBackend"
FILES = "django.core.mail.backends.filebased.EmailBackend"

# What 5.2 calls each option of a backend.
_SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "host": "EMAIL_HOST",
        "port": "EMAIL_PORT",
        "username": "EMAIL_HOST_USER",
        "password": "EMAIL_HOST_PASSWORD",
        "use_tls": "EMAIL_USE_TLS",
        "timeout": "EMAIL_TIMEOUT",
        "file_path": "EMAIL_FILE_PATH",
    }
)


def settings(backend: str, **options: Any) -> dict[str, Any]:
    """Return the settings that let every mail leave by this backend; the options are those of MAILERS."""
    if django.VERSION >= (6, 1):
        return {"MAILERS": {"default": {"BACKEND": backend, "OPTIONS": options}}}
    return {"EMAIL_BACKEND": backend, **{_SETTINGS[name]: value for name, value in options.items()}}
