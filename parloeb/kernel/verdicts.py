"""Knows a yes, and a no with its reason in Danish."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """Whether something is allowed; a no always says why, in a Danish sentence for the person who asked."""

    allowed: bool
    reason: str

    def __post_init__(self) -> None:
        """Raise ValueError for a no without a reason, or a yes with one."""
        if self.allowed == bool(self.reason.strip()):
            raise ValueError("A no has a reason and a yes has none.")

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(allowed=True, reason="")


def no(reason: str) -> Verdict:
    """Return a no. `reason` is a Danish sentence; ValueError where it is empty."""
    return Verdict(allowed=False, reason=reason)


def all_of(*verdicts: Verdict) -> Verdict:
    """Return the first no among the verdicts, else YES."""
    return next((verdict for verdict in verdicts if not verdict), YES)
