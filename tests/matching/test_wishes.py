"""What a citizen wishes of a mentor: what is refused, what counts, what a mentor meets, and whom it hinders."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.matching import obstacles, ordering, reasons
from parloeb.domain.matching import rules as matching
from parloeb.domain.matching.commands import proposing
from parloeb.domain.matching.lists import Aspect, WishWay
from parloeb.domain.matching.models import Wishes
from parloeb.domain.matching.queries import needing
from parloeb.domain.matching.suggesting import scoring
from parloeb.domain.matching.wishes import commands, queries, rules
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import AT, FULL, ON

WOMAN = rules.Content(sex="female")
ALL = rules.Content(
    languages=("ar", "en"), sex="female", kinds=("municipality", "volunteer"), areas=("Nordby",), words="Rolig."
)
FITS = rules.Offered(sex="female", kind="volunteer", languages=("da", "en"), areas=("Nordby", "Havnen"))


@pytest.mark.parametrize(
    ("content", "offered", "met"),
    [
        (ALL, FITS, [True, True, True, True]),
        (ALL, replace(FITS, languages=("da",)), [False, True, True, True]),
        (ALL, replace(FITS, languages=()), [False, True, True, True]),
        (ALL, replace(FITS, sex="male"), [True, False, True, True]),
        (ALL, replace(FITS, sex=""), [True, None, True, True]),
        (ALL, replace(FITS, kind="company"), [True, True, False, True]),
        (ALL, replace(FITS, areas=("Havnen",)), [True, True, True, False]),
        (ALL, replace(FITS, areas=(" nordby ",)), [True, True, True, True]),
        (ALL, replace(FITS, areas=()), [True, True, True, True]),
        (rules.Content(words="Rolig."), FITS, []),
        (rules.NOTHING, FITS, []),
    ],
)
def test_each_wish_is_held_against_the_mentor(content: rules.Content, offered: rules.Offered, met: list[Any]) -> None:
    assert [one.is_met for one in rules.held_against(rules.asked(content), offered)] == met


@pytest.mark.parametrize("aspect", Aspect)
def test_what_is_a_condition_is_said_to_be_one(aspect: Aspect) -> None:
    free, bound = rules.asked(ALL), rules.asked(replace(ALL, musts=frozenset({aspect})))
    changed = [(one.wish, other.is_must) for one, other in zip(free, bound, strict=True) if one != other]
    assert len(changed) == 1
    assert changed[0][1]
    said = [label for label, text in rules.facts(replace(ALL, musts=frozenset({aspect}))) if "skal opfyldes" in text]
    assert said == ["Sprog", aspect.label]


def test_a_language_in_common_is_always_a_condition() -> None:
    assert [one.is_must for one in rules.asked(rules.Content(languages=("ar",)))] == [True]


@pytest.mark.parametrize(
    ("content", "considerations", "field", "sentence"),
    [
        (rules.Content(words="Rolig.", musts=frozenset({"sex"})), (), "sex", "kvinde eller en mand"),
        (rules.Content(words="Rolig.", musts=frozenset({"kinds"})), (), "kinds", "ansat"),
        (rules.Content(words="Rolig.", musts=frozenset({"areas"})), (), "areas", "område"),
        (rules.Content(sex="male"), ("not_male_mentor",), "sex", "ikke en mandlig mentor"),
        (rules.Content(sex="female"), ("not_female_mentor",), "sex", "ikke en kvindelig mentor"),
    ],
)
def test_what_is_unclear_is_told_at_its_field(
    content: rules.Content, considerations: tuple[str, ...], field: str, sentence: str
) -> None:
    with pytest.raises(errors.RefusedError, match=sentence) as refusal:
        rules.refuse_unclear(content, considerations=considerations)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("content", "considerations"),
    [
        (rules.Content(words="Rolig."), ()),
        (rules.Content(sex="female"), ("not_male_mentor",)),
        (rules.Content(sex="male"), ("not_female_mentor", "anxiety")),
        (replace(ALL, musts=frozenset(Aspect)), ()),
    ],
)
def test_what_is_clear_is_taken(content: rules.Content, considerations: tuple[str, ...]) -> None:
    rules.refuse_unclear(content, considerations=considerations)


@pytest.mark.parametrize(
    ("choices", "sex"), [(("woman", "near"), "female"), (("man",), "male"), (("woman", "man"), ""), ((), "")]
)
def test_what_the_referral_said_is_the_beginning(choices: tuple[str, ...], sex: str) -> None:
    assert rules.begun_with(choices).sex == sex


@pytest.mark.parametrize(
    ("told", "left"),
    [
        (rules.Content(words="Rolig."), ("same_language", "near", "morning")),
        (rules.Content(languages=("ar",)), ("near", "morning")),
        (rules.Content(areas=("Nordby",)), ("same_language", "morning")),
        (ALL, ("morning",)),
        (rules.NOTHING, ("same_language", "near", "morning")),
    ],
)
def test_what_the_referral_said_gives_way_to_what_is_told_of_the_same(
    told: rules.Content, left: tuple[str, ...]
) -> None:
    assert rules.left_of_referral(("woman", "man", "same_language", "near", "morning"), told) == left


NEED = matching.Need(period=Period(ON, ON + timedelta(days=90)), minutes_per_week=120, told=ALL)
CANDIDATE = matching.Candidate(
    user=1, first_day=ON, weekly_minutes=600, sex="female", kind="volunteer", languages=("en",), areas=("Nordby",),
    has_signed_secrecy=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("aspect", "changed", "wish"),
    [
        ("sex", {"sex": "male"}, "en kvinde"),
        ("sex", {"sex": ""}, "en kvinde"),
        ("kinds", {"kind": "company"}, "ansat i kommunen eller frivillig"),
        ("areas", {"areas": ("Havnen",)}, "dækker Nordby"),
        (None, {"languages": ("da",)}, "taler arabisk eller engelsk"),
    ],
)
def test_a_condition_hinders_and_a_wish_does_not(aspect: str | None, changed: dict[str, Any], wish: str) -> None:
    bound = replace(NEED, told=replace(ALL, musts=frozenset(filter(None, [aspect]))))
    lacking = replace(CANDIDATE, **changed)
    assert matching.hindrances(bound, CANDIDATE, on=ON) == ()
    (said,) = matching.hindrances(bound, lacking, on=ON)
    unknown = "Det er ikke oplyst, om mentoren opfylder betingelsen"
    assert said == f"{unknown if changed == {'sex': ''} else 'Opfylder ikke betingelsen'}: {wish}."
    if aspect:
        assert matching.hindrances(NEED, lacking, on=ON) == ()
        assert any(wish in said for said in reasons.reservations(NEED, lacking, on=ON))
        ranked = ordering.ranked(NEED, [lacking, replace(CANDIDATE, user=2)], weights=scoring.DEFAULT)
        assert ranked[0].candidate.user == 2
    assert any(wish in said for said in reasons.reasons_for(bound, CANDIDATE))


def test_what_is_not_known_of_a_mentor_is_said_so() -> None:
    said = reasons.reservations(NEED, replace(CANDIDATE, sex=""), on=ON)
    assert said == ("Det er ikke oplyst, om mentoren opfylder ønsket: en kvinde.",)


@pytest.mark.django_db
class TestTelling:
    """The command, in a course with everybody."""

    @pytest.fixture
    def course(self) -> builders.Course:
        return builders.a_course()

    def test_what_is_told_counts_from_then_on_and_is_logged_without_its_text(self, course: builders.Course) -> None:
        told = _tell(course, ALL, by=course.caseworker)
        assert queries.content_of(told) == ALL
        need = needing.need_of(course.case, on=ON)
        assert need.told == ALL
        event = Event.objects.get(name="wishes.told")
        assert event.subject_uuid == told.uuid
        assert "Rolig" not in f"{event.__dict__}"

    def test_until_something_is_told_the_wishes_of_the_referral_count(self) -> None:
        course = builders.a_course(content=replace(FULL, wish_choices=("woman", "morning")))
        assert needing.need_of(course.case, on=ON).wishes == ("woman", "morning")
        _tell(course, WOMAN, by=course.caseworker)
        assert needing.need_of(course.case, on=ON).wishes == ("morning",)

    def test_who_changes_their_mind_tells_anew_and_nothing_is_lost(self, course: builders.Course) -> None:
        first = _tell(course, WOMAN, by=course.caseworker)
        second = _tell(course, ALL, by=course.coordinator, role=Role.COORDINATOR, after=first)
        assert queries.newest(course.case) == second
        assert [row.uuid for row in queries.rows(Wishes.objects.all())] == [second.uuid, first.uuid]

    def test_who_wishes_nothing_any_more_tells_that(self, course: builders.Course) -> None:
        with pytest.raises(errors.RefusedError, match="mindst ét ønske"):
            _tell(course, rules.NOTHING, by=course.caseworker)
        first = _tell(course, replace(WOMAN, musts=frozenset({"sex"})), by=course.caseworker)
        _tell(course, rules.NOTHING, by=course.caseworker, after=first)
        assert needing.need_of(course.case, on=ON).told == rules.NOTHING
        newest, _ = queries.rows(Wishes.objects.all())
        assert newest.facts == (("Ønsker", "Ingen mere"),)

    def test_the_areas_are_those_that_somebody_covers_still(self, course: builders.Course) -> None:
        jobcentre = course.case.jobcentre
        builders.a_signed_mentor("Nu Her", jobcentre=jobcentre, areas=("Nordby",))
        gone = builders.a_signed_mentor("Væk Nu", jobcentre=jobcentre, areas=("Nordpolen",))
        gone.last_day = ON - timedelta(days=1)
        gone.save()
        assert queries.areas(course.case, on=ON) == ("Nordby",)
        _tell(course, rules.Content(areas=("Nordpolen",)), by=course.caseworker)
        assert queries.areas(course.case, on=ON) == ("Nordby", "Nordpolen")

    def test_the_same_again_is_refused(self, course: builders.Course) -> None:
        first = _tell(course, WOMAN, by=course.caseworker)
        with pytest.raises(errors.RefusedError, match="i forvejen"):
            _tell(course, WOMAN, by=course.caseworker, after=first)

    @pytest.mark.parametrize("is_first", [True, False])
    def test_who_did_not_read_the_newest_is_told(self, course: builders.Course, is_first: bool) -> None:
        first = _tell(course, WOMAN, by=course.caseworker)
        if not is_first:
            _tell(course, ALL, by=course.caseworker, after=first)
        with pytest.raises(errors.OvertakenError):
            _tell(course, rules.Content(words="Nej."), by=course.caseworker, after=None if is_first else first)

    def test_the_database_holds_one_chain_a_case(self, course: builders.Course) -> None:
        first = _tell(course, WOMAN, by=course.caseworker)
        for former in (None, first):
            if former:
                _tell(course, ALL, by=course.caseworker, after=first)
            with pytest.raises(IntegrityError), transaction.atomic():
                Wishes.objects.create(
                    case=course.case, told_on=ON, way="talk", written_at=AT, written_by=course.caseworker,
                    replaces=former,
                )  # fmt: skip

    @pytest.mark.parametrize(
        ("role", "way", "is_taken"),
        [
            (Role.CITIZEN, WishWay.OWN_PAGE, True),
            (Role.CITIZEN, WishWay.PHONE, False),
            (Role.CASEWORKER, WishWay.PHONE, True),
            (Role.CASEWORKER, WishWay.OWN_PAGE, False),
        ],
    )
    def test_the_own_page_is_the_citizens(
        self, course: builders.Course, role: Role, way: WishWay, is_taken: bool
    ) -> None:
        by = course.citizen_user if role is Role.CITIZEN else course.caseworker
        if is_taken:
            assert _tell(course, WOMAN, by=by, role=role, way=way).way == way
            return
        with pytest.raises(errors.RefusedError) as refusal:
            _tell(course, WOMAN, by=by, role=role, way=way)
        assert refusal.value.field == "way"

    @pytest.mark.parametrize("role", [Role.MENTOR, Role.CONTROLLER, Role.EVALUATOR, Role.ADMINISTRATOR])
    def test_other_roles_do_not_write_them(self, course: builders.Course, role: Role) -> None:
        user = builders.give_role(builders.a_user(), role, organisation=course.case.jobcentre)
        with pytest.raises(errors.RefusedError, match="rolle"):
            _tell(course, WOMAN, by=user, role=role)

    def test_nobody_writes_in_a_foreign_case(self, course: builders.Course) -> None:
        with pytest.raises(errors.RefusedError, match="ikke adgang"):
            _tell(course, WOMAN, by=builders.a_caseworker("Mads Mørk"))

    @pytest.mark.parametrize(
        ("told_on", "sentence"),
        [(ON + timedelta(days=1), "fremtiden"), (date(ON.year - 2, ON.month, ON.day), "årstallet")],
    )
    def test_a_strange_day_is_refused_at_its_field(self, course: builders.Course, told_on: date, sentence: str) -> None:
        with pytest.raises(errors.RefusedError, match=sentence) as refusal:
            _tell(course, WOMAN, by=course.caseworker, told_on=told_on)
        assert refusal.value.field == "told_on"

    def test_the_considerations_of_the_referral_are_held_against_it(self) -> None:
        course = builders.a_course(content=replace(FULL, considerations=("not_female_mentor",)))
        with pytest.raises(errors.RefusedError, match="kvindelig"):
            _tell(course, WOMAN, by=course.caseworker)
        _tell(course, WOMAN, by=course.citizen_user, role=Role.CITIZEN, way=WishWay.OWN_PAGE)
        assert obstacles.contradictions(needing.need_of(course.case, on=ON))

    def test_wishes_that_were_told_again_are_not_shown_beside(self) -> None:
        course = builders.a_course(content=replace(FULL, wish_choices=("woman", "morning")))
        _tell(course, rules.Content(sex="male"), by=course.caseworker)
        shown = dict(needing.need_sheet(course.case, on=ON).facts)
        assert shown["Køn"] == "En mand"
        assert "En kvinde" not in f"{shown}"
        assert "formiddagen" in f"{shown}"

    def test_a_mentor_who_does_not_meet_a_condition_cannot_be_asked(self, course: builders.Course) -> None:
        match = builders.a_proposed_match(course)
        _tell(course, replace(WOMAN, musts=frozenset({"sex"})), by=course.caseworker)
        with (
            builders.act(course.coordinator, Role.COORDINATOR) as by,
            pytest.raises(errors.RefusedError, match="betingelsen: en kvinde"),
        ):
            proposing.ask(match, by=by, at=AT, on=ON)

    def test_the_citizen_is_told_which_wishes_were_met(self, course: builders.Course) -> None:
        assert queries.answered(course.case) == ()
        _tell(course, rules.Content(sex="female", kinds=("municipality",)), by=course.caseworker)
        assert queries.answered(course.case) == ()
        builders.an_accepted_match(course)
        assert queries.answered(course.case) == (
            ("En kvinde", "Det ved vi ikke"),
            ("Ansat i kommunen", "Opfyldt"),
        )


def _tell(
    course: builders.Course,
    content: rules.Content,
    *,
    by: User,
    role: Role = Role.CASEWORKER,
    way: WishWay = WishWay.TALK,
    told_on: date = ON,
    after: Wishes | None = None,
) -> Wishes:
    with builders.act(by, role) as actor:
        return commands.tell(
            course.case,
            content,
            way=way,
            told_on=told_on,
            after=after.uuid if after else None,
            by=actor,
            at=AT,
            on=ON,
        )


def test_without_a_condition_that_nobody_meets_they_are_counted() -> None:
    need = replace(NEED, told=replace(WOMAN, musts=frozenset({"sex"})))
    men = [replace(CANDIDATE, sex="male"), replace(CANDIDATE, sex="male", weekly_minutes=0), replace(CANDIDATE, sex="")]
    assert obstacles.obstacles(need, men, on=ON) == ("Uden betingelsen »en kvinde« kunne 2 mentorer tage forløbet.",)


def test_what_was_told_and_a_later_consideration_contradict_each_other() -> None:
    need = replace(NEED, told=WOMAN)
    assert obstacles.contradictions(need) == ()
    (said,) = obstacles.contradictions(replace(need, considerations=("not_female_mentor",)))
    assert "»en kvinde«" in said
