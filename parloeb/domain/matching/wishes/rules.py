"""What a citizen wishes of a mentor and must have, and what of it a mentor meets. Nothing here is about the citizen."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from parloeb.domain.corps.lists import Kind, Language, Sex
from parloeb.domain.matching.lists import Aspect
from parloeb.domain.referrals.lists import ConsiderationKind, WishKind
from parloeb.kernel import errors

SEXES: Mapping[str, str] = MappingProxyType({Sex.FEMALE: "en kvinde", Sex.MALE: "en mand"})
# Which sex a wish of the referral is for.
SEX_OF: Mapping[WishKind, Sex] = MappingProxyType({WishKind.WOMAN: Sex.FEMALE, WishKind.MAN: Sex.MALE})
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

    `languages` are those that the citizen can talk to a mentor in: one must be in common. `musts` are the aspects that
    are a condition; the others are met where they can be. `words` are the citizen's own.
    """

    languages: tuple[str, ...] = ()
    sex: str = ""
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    musts: frozenset[str] = frozenset()
    words: str = ""


NOTHING = Content()


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
    """What of a mentor wishes are held against; no area says that every one is covered."""

    sex: str = ""
    kind: str = ""
    languages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


def begun_with(wish_choices: tuple[str, ...]) -> Content:
    """What the form begins with where nobody told anything since the referral."""
    wished = [sex for choice, sex in SEX_OF.items() if choice in wish_choices]
    return Content(sex=wished[0] if len(wished) == 1 else "")


def left_of_referral(wish_choices: tuple[str, ...], told: Content) -> tuple[str, ...]:
    """The wishes of the referral that still stand where wishes were told since, for these say nothing of the same."""
    gone = {*SEX_OF}  # what is told begins with them
    gone |= {WishKind.SAME_LANGUAGE} if told.languages else set()
    gone |= {WishKind.NEAR} if told.areas else set()
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


def held_against(content: Content, mentor: Offered) -> tuple[Met, ...]:
    """Each wish that is more than words, with whether the mentor meets it."""
    found = []
    if content.languages:
        spoken = _either([Language(code).label.lower() for code in content.languages])
        shares = not {*content.languages}.isdisjoint(mentor.languages)
        found.append(Met("languages", f"taler {spoken}", is_must=True, is_met=shares))
    if content.sex:
        is_of_sex = content.sex == mentor.sex if mentor.sex else None
        found.append(Met("sex", SEXES[content.sex], Aspect.SEX in content.musts, is_of_sex))
    if content.kinds:
        employed = _either([Kind(kind).label.lower() for kind in content.kinds])
        found.append(Met("kinds", employed, Aspect.KINDS in content.musts, mentor.kind in content.kinds))
    if content.areas:
        has_one = not mentor.areas or covers(mentor.areas, content.areas)
        found.append(Met("areas", f"dækker {_either(content.areas)}", Aspect.AREAS in content.musts, has_one))
    return tuple(found)


def covers(areas: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Whether one of the areas asked for is among a mentor's, however it is written."""
    return not _folded(asked).isdisjoint(_folded(areas))


def facts(content: Content) -> tuple[tuple[str, str], ...]:
    """The wishes by label, in words, each condition said to be one."""
    musts = content.musts
    shown = (
        ("Sprog", _either([Language(code).label for code in content.languages]), True),
        ("Køn", SEXES.get(content.sex, "").capitalize(), Aspect.SEX in musts),
        ("Ansættelse", _either([Kind(kind).label for kind in content.kinds]), Aspect.KINDS in musts),
        ("Område", _either(content.areas), Aspect.AREAS in musts),
        ("Egne ord", content.words, False),
    )
    return tuple((label, f"{text} (skal opfyldes)" if is_must else text) for label, text, is_must in shown if text)


def _either(words: list[str] | tuple[str, ...]) -> str:
    """En, to eller tre."""
    return " eller ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _folded(areas: tuple[str, ...]) -> frozenset[str]:
    return frozenset(area.strip().casefold() for area in areas)
