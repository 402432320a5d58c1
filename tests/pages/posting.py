"""Reading a page that came back from a form."""

import re

from django.http import HttpResponse


def at_field(answer: HttpResponse, field: str) -> str:
    """What stands in the group of one field: its label, value, hint and sentences."""
    page = answer.content.decode()
    groups = re.split(r"(?=<(?:div|fieldset)[^>]*class=\"form-group)", page)
    return next((group for group in groups if f'name="{field}"' in group), "")
