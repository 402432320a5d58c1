"""The words of the decision letter, put together from what the grant keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from parloeb.domain.correspondence.rules import complaints, letters
from parloeb.domain.grants import answers, curve
from parloeb.domain.grants.force import STOPS, TAKES_OVER, Kind
from parloeb.domain.grants.rules import aftercare, partial
from parloeb.domain.grants.rules.facts import MentorKind
from parloeb.domain.law import table
from parloeb.domain.referrals.lists import LegalBasis, TargetGroup
from parloeb.kernel import days
from parloeb.kernel.periods import Period

_IS_SOUGHT = (
    "Vi finder nu en mentor til dig. I mødes først og finder ud af, om I vil fortsætte, og du må gerne sige nej."
)
_NO_DUTY = "Støtten er et tilbud. Det får ingen følger for din ydelse, hvis du siger nej tak."
_OF_PLACE: Mapping[MentorKind, str] = MappingProxyType(
    {
        kind: f"Din mentor bliver en, der arbejder {where}, og som også er mentor for andre dér. I mødes først og "
        "finder ud af, om I vil fortsætte, og du må gerne sige nej."
        for kind, where in ((MentorKind.COMPANY, "i virksomheden"), (MentorKind.SCHOOL, "på uddannelsesstedet"))
    }
)
_COMPLAIN = "Du kan klage over afgørelsen. Sidst i brevet står, hvordan du gør."
_SUBJECTS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.NEW: "Du får mentorstøtte",
        Kind.EXTEND: "Din mentorstøtte er forlænget",
        Kind.CHANGE: "Dine timer med mentor er ændret",
        Kind.CORRECT: "Vi har rettet din bevilling af mentorstøtte",
        Kind.SHORTEN: "Din mentorstøtte slutter tidligere",
        Kind.MOVE: "Din mentorstøtte er flyttet",
        Kind.REVOKE: "Vi har trukket en afgørelse om mentorstøtte tilbage",
    }
)
# What the basis and the target group stand on, by the words in which the letter names them.
_BASES: Mapping[str, str] = MappingProxyType(
    {
        "LAB § 167": "LAB-167-1-PURPOSE",
        LegalBasis.LAB_167_1.label: "LAB-167-1-PURPOSE",
        LegalBasis.LAB_167_2.label: "LAB-167-2-RIGHT",
        LegalBasis.LAB_167_3.label: "LAB-167-3-RIGHT",
        LegalBasis.INT_23D.label: "INT-23D",
    }
)
_GROUPS: Mapping[str, str] = MappingProxyType(
    {group.label: f"LAB-6-TG{int(group.value):02}" for group in TargetGroup if group is not TargetGroup.NONE}
)
_GOES_ON = "Støtten fortsætter med din mentor."


@dataclass(frozen=True)
class Decision:
    """What a decision says: everything that the letter needs, as it was on the day. `hours` are minutes a week.

    `has_mentor`: citizen and mentor have each other already, so nobody is to be found. Of the decision that it is
    about: `of_kind`, the day it was made and the days it is in force; `last_day` is the new one of what is shortened.
    `used` are the ids of the rules that it rests on, `refused` the parts of what was asked for that are not
    granted, for the reasons in `reason_text`; `alternative` is what a refusal, whole or in part, offers instead.
    `pot` is for the time after the last day. `discharge_on` is when who gets the support is discharged,
    `of_discharge_on` when that was to be. `place`: where the mentor of a place is employed, who then does what
    `beyond_usual_effort` says. `mistake` is what a correction corrects. `is_wished`: the citizen asked for what
    stops; `of_hours` are those in force of the decision that it is about.
    """

    granted: bool
    decided_on: date
    period: Period | None
    hours: tuple[curve.Stretch, ...]
    purpose: str
    legal_basis: str
    target_group: str
    decisive_reason: str
    reason_text: str
    assessment: str
    used: tuple[str, ...]
    decided_by: str
    decided_as: str
    special_reason: str = ""
    has_mentor: bool = False
    kind: Kind = Kind.NEW
    of_kind: Kind | None = None
    of_day: date | None = None
    of_period: Period | None = None
    last_day: date | None = None
    refused: tuple[partial.Refused, ...] = ()
    pot: aftercare.Pot | None = None
    place: MentorKind | None = None
    beyond_usual_effort: str = ""
    discharge_on: date | None = None
    of_discharge_on: date | None = None
    alternative: str = ""
    mistake: str = ""
    is_wished: bool = False
    of_hours: tuple[curve.Stretch, ...] = ()
    heard: tuple[answers.Heard, ...] = ()


def letter(
    decision: Decision, *, sender: letters.Sender, receiver: letters.Receiver, case_number: str
) -> letters.Letter:
    """The decision letter: a plain part, a legal part, and how to complain with the day it runs out."""
    return letters.Letter(
        sender=sender,
        receiver=receiver,
        case_number=case_number,
        letter_number="",
        dated_on=decision.decided_on,
        subject=_subject(decision),
        plain=_plain(decision),
        legal=_legal(decision),
        complaint=complaints.guidance(sender, decision.decided_on),
        signature=(decision.decided_by, decision.decided_as),
    )


def _subject(decision: Decision) -> str:
    if not decision.granted:
        return "Du får ikke mentorstøtte"
    return "Du får en del af den støtte, der er søgt om" if decision.refused else _SUBJECTS[decision.kind]


def _plain(decision: Decision) -> tuple[letters.Block, ...]:
    if not decision.granted:
        return _refused(decision)
    return _stopped(decision) if decision.kind in STOPS else _granted(decision)


def _stopped(decision: Decision) -> tuple[letters.Block, ...]:
    """What is taken back, why, and what is granted after it."""
    made = f"vores afgørelse af {days.long_text(decision.of_day)}" if decision.of_day else "vores afgørelse"
    if decision.kind is Kind.SHORTEN:
        said = f"Vi har besluttet, at din støtte fra en mentor slutter før det, der står i {made}."
    elif decision.of_kind in (Kind.SHORTEN, Kind.CHANGE, Kind.MOVE):
        said = f"Vi har trukket {made} tilbage. Det, der var bevilget før den, gælder igen."
    else:
        said = f"Vi har trukket {made} tilbage. Du får derfor ikke den støtte fra en mentor, der står i den."
    return (
        letters.Paragraph(said),
        *_until(decision),
        letters.Heading("Hvorfor"),
        *([letters.Paragraph("Du har selv bedt om det.")] if decision.is_wished else []),
        *_reasons(decision),
        *_heard(decision),
        _may_complain(decision),
    )


def _heard(decision: Decision) -> tuple[letters.Block, ...]:
    return answers.told(decision.heard, decided_on=decision.decided_on)


def _until(decision: Decision) -> tuple[letters.Block, ...]:
    """The last day, the new one beside the former."""
    if decision.kind is not Kind.SHORTEN or decision.last_day is None:
        return ()
    rows = [("Støtten slutter", days.long_text(decision.last_day))]
    if decision.of_period and decision.of_period.last_day:
        rows.append(("Før var den bevilget til og med", days.long_text(decision.of_period.last_day)))
    rows += _kept(decision)
    return (letters.Facts(tuple(rows)),)


def _may_complain(decision: Decision) -> letters.Paragraph:
    return letters.Paragraph(_COMPLAIN, letters.in_force(decision.decided_on, "FVL-25"))


def _reasons(decision: Decision) -> tuple[letters.Paragraph, ...]:
    """The reasons, with what asks for them and says what they tell."""
    return letters.paragraphs(decision.reason_text, letters.in_force(decision.decided_on, "FVL-22", "FVL-24"))


def _mistake(decision: Decision) -> tuple[letters.Paragraph, ...]:
    """What was wrong in what is corrected."""
    return letters.paragraphs(decision.mistake, letters.in_force(decision.decided_on, "FVL-22", "FVL-24"))


def _used(decision: Decision, *rule_ids: str) -> letters.Rules:
    """Those of the rules that the decision rests on."""
    return tuple(rule_id for rule_id in rule_ids if rule_id in decision.used)


def _basis(decision: Decision) -> letters.Rules:
    """What the support is given under."""
    return letters.in_force(decision.decided_on, _BASES[decision.legal_basis])


def _why(decision: Decision) -> tuple[letters.Block, ...]:
    """Why something that was granted is granted otherwise; where nothing is to be said, what the citizen answered."""
    if decision.kind not in TAKES_OVER:
        return ()
    reasons = (*_mistake(decision), *_reasons(decision))
    if not reasons:
        return _heard(decision)
    return (
        letters.Heading("Hvorfor"),
        *reasons,
        *_heard(decision),
        _may_complain(decision),
    )


def _partly_refused(decision: Decision) -> tuple[letters.Block, ...]:
    """What of it is refused, and why; of what was corrected the mistake first."""
    mistake: tuple[letters.Block, ...] = _mistake(decision)
    return (
        *([letters.Heading("Fejlen, vi har rettet")] if mistake else []),
        *mistake,
        letters.Heading("Det får du ikke"),
        letters.Bullets(
            tuple(one.sentence for one in decision.refused), tuple(_basis(decision) for _ in decision.refused)
        ),
        letters.Heading("Hvorfor du ikke får det hele"),
        *_reasons(decision),
        *_heard(decision),
        *_instead(decision),
        _may_complain(decision),
    )


def _granted(decision: Decision) -> tuple[letters.Block, ...]:
    period, hours = decision.period, decision.hours
    if period is None or period.last_day is None or not hours:
        raise ValueError("a grant has a period and hours")
    is_even = len(hours) == 1
    amount = ("Timer om ugen", curve.hours_text(hours[0][1]))
    if not is_even:
        amount = ("Timer i alt", curve.hours_text(curve.total_minutes(hours)))
    return (
        letters.Paragraph(_opening(decision), _basis(decision)),
        letters.Facts(
            (
                ("Fra og med", days.long_text(period.first_day)),
                ("Til og med", days.long_text(period.last_day)),
                amount,
                *_kept(decision),
                *_discharged(decision),
                ("Støtten skal hjælpe med", decision.purpose),
            ),
            (
                _used(decision, "LAB-167-2-BEFORE", "LAB-167-3-WINDOW"),
                _used(decision, "LAB-167-1-MAX", "LAB-167-1-RENEW", "LAB-167-2-MIN", "LAB-167-3-DURATION"),
                _used(decision, "LAB-HOURS"),
                *(_used(decision, "LAB-167-1-MAX") for _ in _kept(decision)),
                *(_used(decision, "LAB-167-2-RIGHT") for _ in _discharged(decision)),
                _used(decision, "LAB-167-1-PURPOSE"),
            ),
        ),
        *(() if is_even else _curved(hours)),
        *_before(decision),
        *_about_kept(decision),
        *(_partly_refused(decision) if decision.refused else _why(decision)),
        *((letters.Heading("Hvad sker der nu?"),) if decision.refused else ()),
        _next(decision),
        letters.Paragraph(_NO_DUTY, letters.in_force(decision.decided_on, "LAB-NODUTY")),
    )


def _before(decision: Decision) -> tuple[letters.Block, ...]:
    """What was granted before it was corrected or changed: days and hours, as far as they are others now."""
    of, now = decision.of_period, decision.period
    if decision.kind not in (Kind.CORRECT, Kind.CHANGE) or of is None or now is None or not decision.of_hours:
        return ()
    rows = []
    if decision.kind is Kind.CORRECT and of.first_day != now.first_day:
        rows.append(("Fra og med", days.long_text(of.first_day)))
    if of.last_day and of.last_day != now.last_day:
        rows.append(("Til og med", days.long_text(of.last_day)))
    if curve.rows_of(decision.of_hours) != curve.rows_of(decision.hours):
        rows.append(("Timer", curve.words(decision.of_hours)))
    return (letters.Heading("Det stod der før"), letters.Facts(tuple(rows))) if rows else ()


def _next(decision: Decision) -> letters.Paragraph:
    """Who the mentor is to be, where nobody is yet."""
    if decision.has_mentor:
        return letters.Paragraph(_GOES_ON)
    if decision.place is None:
        return letters.Paragraph(_IS_SOUGHT)
    return letters.Paragraph(_OF_PLACE[decision.place], letters.in_force(decision.decided_on, "LAB-168-WHO"))


def _kept(decision: Decision) -> tuple[tuple[str, str], ...]:
    """The hours that are kept for the time after the last day."""
    if decision.pot is None:
        return ()
    hours = curve.hours_text(decision.pot.minutes)
    return (("Efterværn bagefter", f"{hours} i alt til og med {days.long_text(decision.pot.last_day)}"),)


def _about_kept(decision: Decision) -> tuple[letters.Block, ...]:
    if decision.pot is None:
        return ()
    said = (
        "Når støtten er slut, kan du stadig få hjælp fra din mentor i nogle få timer, hvis du får brug for det. "
        "Det kaldes efterværn."
    )
    return (letters.Paragraph(said),)


def _discharged(decision: Decision) -> tuple[tuple[str, str], ...]:
    """The day that the support was planned by: it can move, and what is said of it then must be seen."""
    return (("Din udskrivning", days.long_text(decision.discharge_on)),) if decision.discharge_on else ()


def _opening(decision: Decision) -> str:
    made = f" i vores afgørelse af {days.long_text(decision.of_day)}" if decision.of_day else ""
    if decision.kind is Kind.CHANGE:
        return (
            f"Vi har ændret de timer med en mentor, du fik{made}. Fra den første dag herunder gælder det, der står her."
        )
    if decision.kind is Kind.MOVE and decision.discharge_on and decision.of_discharge_on:
        moved = f"fra {days.long_text(decision.of_discharge_on)} til {days.long_text(decision.discharge_on)}"
        return f"Din udskrivning er flyttet {moved}. Derfor har vi flyttet den støtte fra en mentor, du fik{made}."
    if decision.kind is Kind.CORRECT:
        return f"Der var en fejl{made}. Vi har rettet den. Det, der står her, gælder i stedet."
    if decision.refused:
        did = "forlænget din" if decision.kind is Kind.EXTEND else "bevilget dig"
        return f"Vi har {did} støtte fra en mentor, men ikke alt det, der er søgt om."
    if decision.kind is Kind.EXTEND:
        return "Vi har forlænget din støtte fra en mentor."
    return "Vi har bevilget dig støtte fra en mentor."


def _curved(hours: Sequence[curve.Stretch]) -> tuple[letters.Block, ...]:
    """How the hours change on the way: in a sentence, and each stretch with its days."""
    return (
        letters.Heading("Så mange timer får du"),
        letters.Paragraph(curve.words(hours)),
        letters.Bullets(curve.lines(hours)),
    )


def _refused(decision: Decision) -> tuple[letters.Block, ...]:
    return (
        letters.Paragraph("Vi kan ikke bevilge dig støtte fra en mentor.", _used(decision, "LAB-167-1-DISCRETION")),
        letters.Heading("Hvorfor"),
        *_reasons(decision),
        *_heard(decision),
        *_instead(decision),
        _may_complain(decision),
    )


def _instead(decision: Decision) -> tuple[letters.Block, ...]:
    """What the citizen can get instead, or where to turn (forvaltningsloven section 7)."""
    return (letters.Heading("Det kan du gøre i stedet"), *letters.paragraphs(decision.alternative))


def _legal(decision: Decision) -> tuple[letters.Block, ...]:
    named = _GROUPS.get(decision.target_group)
    group = letters.in_force(decision.decided_on, named) if named else ()
    blocks: list[letters.Block] = [
        letters.Facts(
            (("Hjemmel", decision.legal_basis), ("Målgruppe", decision.target_group)), (_basis(decision), group)
        ),
        letters.Paragraph("Reglerne om mentorstøtte står i lov om en aktiv beskæftigelsesindsats (LAB)."),
    ]
    if decision.granted and decision.kind not in STOPS:
        blocks += _asked_for("Hvorfor en mentor er afgørende", decision.decisive_reason, decision, "LAB-DECISIVE")
        if decision.place:
            effort = "Hvad mentoren gør ud over det, stedet ellers gør"
            blocks += _asked_for(effort, decision.beyond_usual_effort, decision, "LAB-169-BEYOND")
        if decision.assessment:
            blocks += _asked_for("Vurderingen af en ny periode", decision.assessment, decision, "LAB-167-1-RENEW")
        if decision.special_reason:
            blocks += [letters.Heading("Den særlige grund"), *letters.paragraphs(decision.special_reason)]
    if decision.refused:
        rows = tuple((one.what, one.asked, one.given) for one in decision.refused)
        blocks += [letters.Heading("Det, der er sagt nej til"), letters.Table(("Hvad", "Søgt om", "Bevilget"), rows)]
        blocks += [letters.Heading("Begrundelsen for afslaget"), *_reasons(decision)]
    blocks += [letters.Heading("Regler, vi har brugt"), _citing(decision)]
    return tuple(blocks)


def _asked_for(title: str, text: str, decision: Decision, rule: str) -> tuple[letters.Block, ...]:
    """What the caseworker wrote because a rule asks for it."""
    return (letters.Heading(title), *letters.paragraphs(text, letters.in_force(decision.decided_on, rule)))


def _citing(decision: Decision) -> letters.Bullets:
    used = decision.used if decision.granted else (*_denied(decision), *decision.used)
    return letters.citing(*(table.current().rules[rule_id] for rule_id in dict.fromkeys(used)))


def _denied(decision: Decision) -> letters.Rules:
    """What a refusal finds that the support does not meet: its purpose, and that it is decisive."""
    return (*_basis(decision), *letters.in_force(decision.decided_on, "LAB-DECISIVE"))
