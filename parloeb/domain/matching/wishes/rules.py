"""What a citizen wishes of a mentor and must have, and what of it a mentor meets. Nothing here is about the citizen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from parloeb.domain.corps import weektimes
from parloeb.domain.corps.lists import Kind, Language, Sex
from parloeb.domain.matching.lists import Aspect
from parloeb.domain.referrals.lists import ConsiderationKind, WishKind
from parloeb.kernel import errors

SEXES: Mapping[str, str] = MappingProxyType({Sex.FEMALE: "en kvinde", Sex.MALE: "en mand"})
# Which sex a wish of the referral is for.
SEX_OF: Mapping[WishKind, Sex] = MappingProxyType({WishKind.WOMAN: Sex.FEMALE, WishKind.MAN: Sex.MALE})
# Which part of a day a wish of the referral is for.
PARTS_OF: Mapping[WishKind, str] = MappingProxyType(
    {WishKind.MORNING: "morning", WishKind.AFTERNOON: "afternoon", WishKind.EVENING: "evening"}
)
_AGAINST: Mapping[str, ConsiderationKind] = MappingProxyType(
    {Sex.MALE: ConsiderationKind.NOT_MALE_MENTOR, Sex.FEMALE: ConsiderationKind.NOT_FEMALE_MENTOR}
)
_WITHOUT: Mapping[Aspect, str] = MappingProxyType(
    {
        Aspect.SEX: "Vælg, om mentoren skal være en kvinde eller en mand, eller at det ikke er en betingelse.",
        Aspect.KINDS: "Vælg, hvor mentoren skal være ansat, eller at det ikke er en betingelse.",
        Aspect.AREAS: "Vælg det område, mentoren skal dække, eller at det ikke er en betingelse.",
    }
)


@dataclass(frozen=True)
class Content:
    """What is wished for. Of a list one entry is enough; no entry says that anything will do.

    `languages` are those that the citizen can talk to a mentor in, `times` those of the week at which the citizen can
    meet: one of each must be in common. `musts` are the aspects that are a condition; the others are met where they can
    be. `words` are the citizen's own.
    """

    languages: tuple[str, ...] = ()
    sex: str = ""
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    musts: frozenset[str] = frozenset()
    words: str = ""


NOTHING = Content()


@dataclass(frozen=True)
class Asked:
    """One wish: the part of `Content` it is about, in words, and the codes of which a mentor must offer one."""

    about: str
    wish: str
    is_must: bool
    any_of: tuple[str, ...]


@dataclass(frozen=True)
class Met:
    """One wish held against a mentor: the part of `Content` it is about, in words, and whether the mentor meets it.

    `is_met` is None where nothing that is known of the mentor tells.
    """

    about: str
    wish: str
    is_must: bool
    is_met: bool | None


@dataclass(frozen=True)
class Offered:
    """What of a mentor wishes are held against; no area says that every one is covered, no time that none was told.

    `lived` are competences that the mentor has from the own life and lets others read.
    """

    sex: str = ""
    kind: str = ""
    languages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    lived: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """What the mentor offers, as wishes ask for it."""
        return (
            *([code("sex", self.sex)] if self.sex else ()),
            code("kinds", self.kind),
            *(code("languages", language) for language in self.languages),
            *(code("areas", area) for area in self.areas or (ANY,)),
            *(code("times", time) for time in self.times),
            *(code("lived", field) for field in self.lived),
        )


# Who offers this of areas offers every one.
ANY = "*"
# Of these nothing is known where the mentor offers none: that is no no.
_UNTOLD = frozenset({"sex", "lived", "times"})


def code(about: str, value: str) -> str:
    """One thing that can be offered and asked for; areas are one however they are written."""
    return f"{about}:{value.strip().casefold()}"


def begun_with(wish_choices: tuple[str, ...]) -> Content:
    """What the form begins with where nobody told anything since the referral."""
    wished = [sex for choice, sex in SEX_OF.items() if choice in wish_choices]
    return Content(sex=wished[0] if len(wished) == 1 else "")


def left_of_referral(wish_choices: tuple[str, ...], told: Content) -> tuple[str, ...]:
    """The wishes of the referral that still stand where wishes were told since, for these say nothing of the same."""
    gone = {*SEX_OF}  # what is told begins with them
    gone |= {WishKind.SAME_LANGUAGE} if told.languages else set()
    gone |= {WishKind.NEAR} if told.areas else set()
    gone |= {*PARTS_OF} if told.times else set()
    return tuple(choice for choice in wish_choices if choice not in gone)


def against(sex: str) -> ConsiderationKind | None:
    """The consideration that a mentor of that sex would be against; None for no sex."""
    return _AGAINST.get(sex)


def refuse_unclear(content: Content, *, considerations: tuple[str, ...]) -> None:
    """Refuse a condition of nothing, and what a consideration of the referral contradicts.

    Raises RefusedError at the field.
    """
    for aspect, sentence in _WITHOUT.items():
        if aspect in content.musts and not getattr(content, aspect.value):
            raise errors.RefusedError(sentence, field=aspect.value)
    consideration = against(content.sex)
    if consideration and consideration in considerations:
        what = consideration.label.lower()
        sentence = f"I henvisningen står hensynet: {what}. Tal om, hvad der gælder, og ret det ene af de to."
        raise errors.RefusedError(sentence, field="sex")


def asked(content: Content) -> tuple[Asked, ...]:
    """Each wish that is more than words."""
    found = []
    if content.languages:
        spoken = _either([Language(code).label.lower() for code in content.languages])
        found.append(_asked("languages", f"taler {spoken}", content.languages, is_must=True))
    if content.sex:
        found.append(_asked("sex", SEXES[content.sex], (content.sex,), is_must=Aspect.SEX in content.musts))
    if content.kinds:
        employed = _either([Kind(kind).label.lower() for kind in content.kinds])
        found.append(_asked("kinds", employed, content.kinds, is_must=Aspect.KINDS in content.musts))
    if content.areas:
        covers = f"dækker {_either(content.areas)}"
        found.append(_asked("areas", covers, (*content.areas, ANY), is_must=Aspect.AREAS in content.musts))
    if content.times:
        found.append(_asked("times", f"kan {weektimes.text(content.times)}", content.times, is_must=True))
    return tuple(found)


def wished(about: str, wish: str, values: tuple[str, ...]) -> Asked:
    """A wish that is no condition, from elsewhere than `Content`; of `values` one is enough."""
    return _asked(about, wish, values, is_must=False)


def _asked(about: str, wish: str, values: tuple[str, ...], *, is_must: bool) -> Asked:
    return Asked(about, wish, is_must, tuple(code(about, value) for value in values))


def held_against(wishes: Iterable[Asked], mentor: Offered) -> tuple[Met, ...]:
    """Each wish with whether the mentor meets it."""
    offered = mentor.codes
    return tuple(Met(one.about, one.wish, one.is_must, _is_met(one, offered)) for one in wishes)


def _is_met(one: Asked, offered: tuple[str, ...]) -> bool | None:
    if not {*one.any_of}.isdisjoint(offered):
        return True
    is_told = one.about not in _UNTOLD or any(code.startswith(f"{one.about}:") for code in offered)
    return False if is_told else None


def covers(areas: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Whether one of the areas asked for is among a mentor's, however it is written."""
    return not {code("areas", area) for area in areas}.isdisjoint(code("areas", area) for area in asked)


def spelled(areas: Iterable[str], like: Iterable[str]) -> tuple[str, ...]:
    """The areas, each as the first of the others that is the same one is written, else as it is."""
    written = {code("areas", area): area for area in reversed(tuple(like))}
    return tuple(written.get(code("areas", area), area) for area in areas)


def facts(content: Content) -> tuple[tuple[str, str], ...]:
    """The wishes by label, in words, each condition said to be one."""
    musts = content.musts
    shown = (
        ("Sprog", _either([Language(code).label for code in content.languages]), True),
        ("Køn", SEXES.get(content.sex, "").capitalize(), Aspect.SEX in musts),
        ("Ansættelse", _either([Kind(kind).label for kind in content.kinds]), Aspect.KINDS in musts),
        ("Område", _either(content.areas), Aspect.AREAS in musts),
        ("Kan mødes", weektimes.text(content.times) if content.times else "", True),
        ("Egne ord", content.words, False),
    )
    return tuple((label, f"{text} (skal opfyldes)" if is_must else text) for label, text, is_must in shown if text)


def _either(words: list[str] | tuple[str, ...]) -> str:
    """En, to eller tre."""
    return " eller ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
