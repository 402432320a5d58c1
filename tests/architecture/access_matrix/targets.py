"""What a person tries to reach at an address: own, foreign, missing, and own mixed with foreign."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.urls import reverse

from tests.architecture.access_matrix.addresses import Address
from tests.architecture.access_matrix.persons import Person
from tests.architecture.access_matrix.world import World


@dataclass(frozen=True)
class Target:
    """A path to try. A hidden one must look as `missing_path` does; `label` is the case of an object shown."""

    path: str
    missing_path: str = ""
    label: str = ""
    is_hidden: bool = False
    is_first: bool = False


def of(world: World, address: Address, person: Person) -> Iterator[Target]:
    """Every target of this person at an address, the missing object first."""
    if not address.parameters:
        yield Target(reverse(address.name), is_first=True)
        return
    missing = {name: uuid4() for name in address.parameters}
    yield _target(address, missing, missing, is_hidden=True, is_first=True)
    for label in person.tries():
        objects = _objects(world, address, label)
        if objects:
            is_hidden = label not in person.cases or _is_draft(world, address, label, person)
            yield _target(address, objects, missing, label=label, is_hidden=is_hidden)
    yield from _mixed(world, address, person)


def _is_draft(world: World, address: Address, label: str, person: Person) -> bool:
    """Whether an object of the address is a draft that this person does not write."""
    drafts = world.stations[label].drafts
    return any(person.role not in drafts[name] for name in address.parameters if name in drafts)


def any_path(address: Address) -> str:
    """A path of an address that belongs to no case."""
    return reverse(address.name, kwargs={name: _filled(address, name) for name in address.parameters})


def _mixed(world: World, address: Address, person: Person) -> Iterator[Target]:
    """One object of another's within an own case: it must look as one that is missing there."""
    if len(address.parameters) < 2 or not person.cases:
        return
    own = next(filter(None, (_objects(world, address, label) for label in sorted(person.cases))), None)
    if own is None:
        return
    others = [label for label in person.tries() if label not in person.cases]
    for label in others[:1]:
        for name, foreign in _objects(world, address, label).items():
            yield _target(address, {**own, name: foreign}, {**own, name: uuid4()}, is_hidden=True)


def _target(
    address: Address,
    objects: dict[str, UUID],
    missing: dict[str, UUID],
    *,
    label: str = "",
    is_hidden: bool = False,
    is_first: bool = False,
) -> Target:
    return Target(
        path=reverse(address.name, kwargs=objects),
        missing_path=reverse(address.name, kwargs=missing),
        label=label,
        is_hidden=is_hidden,
        is_first=is_first,
    )


def _objects(world: World, address: Address, label: str) -> dict[str, UUID]:
    """The ids that fill an address from one case; none where the case has no such object."""
    known = {name for station in world.stations.values() for name in station.objects}
    lacking = [name for name in address.parameters if name not in known]
    assert not lacking, f"{address.name}: rooms.py puts no {', '.join(lacking)} on any case"
    objects = world.stations[label].objects
    return {name: objects[name] for name in address.parameters if set(address.parameters) <= set(objects)}


def _filled(address: Address, name: str) -> object:
    return uuid4() if address.has_public_ids_alone else {"uidb36": "0"}.get(name, "nothing")
