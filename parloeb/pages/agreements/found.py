"""What the views of this folder begin with: the agreement that the actor may see."""

from typing import Any
from uuid import UUID

from parloeb.domain.agreements import access
from parloeb.pages.shared import existing
from parloeb.pages.shared.entry import Entry

WRITERS = tuple(access.WRITERS)
READERS = tuple(access.READERS)
SIGNERS = tuple(access.MAY["sign"])


def agreement(entry: Entry, uuid: UUID) -> Any:
    """The visible agreement; 404 where it is missing or foreign."""
    visible = access.visible_to(entry.by, on=entry.on)
    parts = visible.select_related("case__citizen", "match__mentor__user", "match__case")
    return existing.or_404(parts.filter(uuid=uuid).first())
