"""A course from one mentor to the next: what the former leaves, and the next one reads."""

from typing import Any

from parloeb.cli.demo_town.pairing import Pairing
from parloeb.domain.matching.handing_over import State
from parloeb.domain.matching.handover import commands as handovers
from parloeb.domain.matching.handover import queries
from parloeb.journeys import handing_over

WORKS = "Skriv dagen før, og mød op fem minutter før tid. En gåtur gør det lettere at tale sammen."
AVOID = "Ring ikke om morgenen, og lad være med at flytte en aftale samme dag."


class Changing(Pairing):
    """The handover of one course."""

    def pass_on(self) -> None:
        """The coordinator writes what the next mentor is to know, and lets the one who said yes read it."""
        handover = queries.standing(self.case)
        if handover is None or handover.state != State.DRAFT:
            return
        at, on = self.clock.at, self.clock.on
        with self.as_coordinator() as by:
            handovers.write(handover, works=WORKS, avoid=AVOID, by=by, at=at, on=on)
            package = handing_over.package(handover, on=on)
            handovers.hand_over(handover, package, health_agreed=False, by=by, at=at, on=on)

    def go_on_without(self) -> None:
        """The leader lets the change go on without it."""
        handover = self._handover()
        package = handing_over.package(handover, on=self.clock.on)
        with self.as_leader() as by:
            handovers.override(
                handover,
                package,
                because="Den tidligere mentor er syg, og borgeren har selv fortalt det vigtigste.",
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )

    def take_over(self) -> None:
        """The mentor who said yes has read it."""
        self.pass_on()
        handover = self._handover()
        with self.as_mentor() as by:
            handovers.acknowledge(handover, by=by, at=self.clock.at, on=self.clock.on)

    def _handover(self) -> Any:
        handover = queries.standing(self.case)
        if handover is None:
            raise ValueError("a course that nobody left has no handover")
        return handover
