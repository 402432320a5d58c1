"""What the views of this folder begin with: the agreement that the actor may see."""

from typing import Any
from uuid import UUID

from django.http import Http404

from parloeb.domain.agreements import access
from parloeb.pages.shared.entry import Entry

WRITERS = tuple(access.WRITERS)
READERS = tuple(access.READERS)
SIGNERS = tuple(access.MAY["sign"])


def agreement(entry: Entry, uuid: UUID) -> Any:
    """The visible agreement; 404 where it is missing or foreign."""
    visible = access.visible_to(entry.by, on=entry.on).filter(uuid=uuid)
    one = visible.select_related("case__citizen", "match__mentor__user", "match__case").first()
    if one is None:
        raise Http404
    return one
