"""Register citizens, users, organisations and roles, and set what a jobcentre sets itself."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from parloeb.domain.audit import commands as audit
from parloeb.domain.law import settings
from parloeb.domain.law.settings import Setting
from parloeb.domain.people import access, queries, sealing
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Citizen, LocalSetting, Organisation, RoleAssignment, Team, User
from parloeb.domain.people.rules import OrganisationKind, Particulars, Role
from parloeb.kernel import cpr as cpr_numbers
from parloeb.kernel import days, errors, phones, sorting


@transaction.atomic
def register_citizen(
    *,
    name: str,
    cpr: cpr_numbers.Cpr,
    keys: sealing.Keyring,
    by: Actor,
    at: datetime,
    address: str = "",
    email: str = "",
    phone: str = "",
    is_protected: bool = False,
) -> Citizen:
    """Register a citizen, or find the one that already has this CPR number.

    The one who is found keeps what is known (`rules.differences` tells the form), but is protected from now on where
    `is_protected` says so.
    """
    access.require(by, "register_citizen")
    known = citizen_by_cpr(cpr, keys=keys)
    if known:
        return _found(known, is_protected=is_protected, by=by, at=at)
    citizen = Citizen(
        name=name.strip(),
        sort_key=sorting.sort_key(name),
        search_key=sorting.search_key(name),
        cpr_index=sealing.blind_index(cpr.digits, keys=keys),
        born_on=cpr.born_on,
        sex=cpr.sex,
        email=email,
        phone=phones.parse(phone),
        is_protected=is_protected,
    )
    citizen.cpr_sealed = sealing.seal(cpr.digits, keys=keys, field=sealing.CPR_FIELD, row=citizen.uuid)
    if address:
        citizen.address_sealed = sealing.seal(address, keys=keys, field=sealing.ADDRESS_FIELD, row=citizen.uuid)
    try:
        with transaction.atomic():
            citizen.save(force_insert=True)
    except IntegrityError:
        first = Citizen.objects.filter(cpr_index=citizen.cpr_index).first()
        if first is None:
            raise
        return _found(first, is_protected=is_protected, by=by, at=at)  # registered by somebody else at the same time
    audit.record("citizen.registered", citizen, by=by, at=at, citizens=[citizen.uuid])
    return citizen


@transaction.atomic
def correct_citizen(
    citizen: Citizen,
    particulars: Particulars,
    *,
    is_protected: bool,
    version: int,
    keys: sealing.Keyring,
    by: Actor,
    at: datetime,
) -> None:
    """Correct what a citizen is registered with. `version` is the one that was read: else OvertakenError.

    `cases.commands.correct_citizen` asks whether the case is the actor's. A number that was registered before numbers
    were read stays until another is typed.
    """
    access.require(by, "correct_citizen")
    name, address = particulars.name.strip(), particulars.address.strip()
    if not name:
        raise errors.RefusedError("Skriv borgerens navn.", field="name")
    phone = particulars.phone if particulars.phone == citizen.phone else phones.parse(particulars.phone)
    sealed = sealing.seal(address, keys=keys, field=sealing.ADDRESS_FIELD, row=citizen.uuid) if address else None
    changed = Citizen.objects.filter(pk=citizen.pk, version=version).update(
        name=name,
        sort_key=sorting.sort_key(name),
        search_key=sorting.search_key(name),
        address_sealed=sealed,
        email=particulars.email,
        phone=phone,
        is_protected=is_protected,
        version=version + 1,
    )
    if not changed:
        raise errors.OvertakenError
    turned = "" if is_protected == citizen.is_protected else "protected" if is_protected else "unprotected"
    citizen.refresh_from_db()
    audit.record("citizen.corrected", citizen, by=by, at=at, citizens=[citizen.uuid], reason=turned)


def citizen_by_cpr(cpr: cpr_numbers.Cpr, *, keys: sealing.Keyring) -> Citizen | None:
    """The citizen with this CPR number, by the blind index."""
    return Citizen.objects.filter(cpr_index=sealing.blind_index(cpr.digits, keys=keys)).first()


@transaction.atomic
def link_user(citizen: Citizen, *, user: User, by: Actor, at: datetime) -> None:
    """Let a user be this citizen, so that the citizen's own page opens."""
    access.require(by, "register_user")
    try:
        with transaction.atomic():
            changed = Citizen.objects.filter(pk=citizen.pk, user=None).update(user=user)
    except IntegrityError:  # one user is one citizen
        raise errors.RefusedError("Brugeren er allerede en anden borger.") from None
    if not changed:
        raise errors.RefusedError("Borgeren har allerede en bruger.")
    citizen.user = user
    audit.record("citizen.user_linked", citizen, by=by, at=at, citizens=[citizen.uuid])


@transaction.atomic
def register_user(*, email: str, name: str, by: Actor, at: datetime, password: str | None = None) -> User:
    """Make a user who can log in; without a password only a federated login or the demo opens it."""
    access.require(by, "register_user")
    if User.objects.filter(email__iexact=email).exists():
        raise errors.RefusedError("Der findes allerede en bruger med den e-mailadresse.", field="email")
    user = User(email=email, name=name, created_at=at)
    user.set_password(password)
    user.save(force_insert=True)
    audit.record("user.registered", user, by=by, at=at)
    return user


@transaction.atomic
def end_role(user: User, *, role: Role, last_day: date, by: Actor, at: datetime) -> int:
    """Let a user hold a role to a last day, which is included; how many assignments that ended.

    Refused where the role is not held on that day.
    """
    access.require(by, "assign_role")
    held = RoleAssignment.objects.select_for_update().filter(user=user, role=role, first_day__lte=last_day)
    ending = list(held.filter(Q(last_day=None) | Q(last_day__gt=last_day)))
    if not ending:
        raise errors.RefusedError("Brugeren har ikke den rolle efter den dag.")
    for assignment in ending:
        assignment.last_day = last_day
        assignment.save(update_fields=["last_day"])
        audit.record("role.ended", assignment, by=by, at=at)
    return len(ending)


@transaction.atomic
def deactivate_user(user: User, *, by: Actor, at: datetime) -> None:
    """Close a user: every session ends with its next request."""
    access.require(by, "deactivate_user")
    User.objects.filter(pk=user.pk).update(is_active=False, closed_at=at)
    user.is_active, user.closed_at = False, at
    audit.record("user.deactivated", user, by=by, at=at)


@transaction.atomic
def register_organisation(
    *,
    kind: OrganisationKind,
    name: str,
    by: Actor,
    at: datetime,
    cvr: str = "",
    organisation_form: str = "",
    agreed_places: int | None = None,
    address: str = "",
    phone: str = "",
    email: str = "",
) -> Organisation:
    """Register a jobcentre, supplier, company or school. `agreed_places` is the limit of running courses."""
    access.require(by, "register_organisation")
    if not name.strip():
        raise errors.RefusedError("Skriv, hvad organisationen hedder.", field="name")
    if kind is OrganisationKind.JOBCENTRE and Organisation.objects.filter(kind=kind, name=name).exists():
        raise errors.RefusedError("Der findes allerede et jobcenter med det navn.", field="name")
    organisation = Organisation(
        kind=kind,
        name=name,
        cvr=cvr,
        organisation_form=organisation_form,
        agreed_places=agreed_places,
        address=address,
        phone=phones.parse(phone),
        email=email,
    )
    organisation.save(force_insert=True)
    audit.record("organisation.registered", organisation, by=by, at=at)
    return organisation


@transaction.atomic
def register_team(*, jobcentre: Organisation, name: str, by: Actor, at: datetime) -> Team:
    """Register a team of a jobcentre."""
    access.require(by, "register_organisation")
    if Team.objects.filter(jobcentre=jobcentre, name=name).exists():
        raise errors.RefusedError("Jobcentret har allerede et team med det navn.", field="name")
    team = Team(jobcentre=jobcentre, name=name)
    team.save(force_insert=True)
    audit.record("team.registered", team, by=by, at=at)
    return team


@transaction.atomic
def assign_role(
    user: User,
    *,
    role: Role,
    first_day: date,
    by: Actor,
    at: datetime,
    organisation: Organisation | None = None,
    team: Team | None = None,
    last_day: date | None = None,
) -> RoleAssignment:
    """Give a user a role from a day on, restricted to an organisation or a team where given."""
    access.require(by, "assign_role")
    assignment = RoleAssignment(
        user=user, role=role, organisation=organisation, team=team, first_day=first_day, last_day=last_day
    )
    assignment.save(force_insert=True)
    audit.record("role.assigned", assignment, by=by, at=at)
    return assignment


@transaction.atomic
def set_setting(
    jobcentre: Organisation, setting: Setting, *, number: int, first_day: date, by: Actor, at: datetime, on: date
) -> None:
    """Set what a jobcentre sets itself, from today or a later day until it is set again. History never moves.

    Raises RefusedError at the field: for a day that is past, on which somebody may have decided, for the same day
    twice, for a number that the act or the sense of it does not allow, and for a leader's power below a caseworker's.
    """
    _hold(jobcentre, by=by)
    if first_day < on:
        raise errors.RefusedError("En indstilling kan tidligst gælde fra i dag.", field="first_day")
    days.refuse_strange(first_day, on=on, ahead=5, field="first_day")
    fault = settings.fault(setting, number, first_day=first_day)
    if fault:
        raise errors.RefusedError(fault, field="number")
    row = LocalSetting(
        jobcentre=jobcentre, setting=setting, first_day=first_day, number=number, set_by_id=by.user_id, set_at=at
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        said = f"»{setting.label}« er allerede fastsat fra den dag. Vælg en senere dag."
        raise errors.RefusedError(said, field="first_day") from None
    crossing = _crossing(row)
    if crossing:  # the transaction takes the row back
        raise errors.RefusedError(crossing, field="number")
    audit.record("setting.set", row, by=by, at=at, reason=setting.value)


@transaction.atomic
def withdraw_setting(
    jobcentre: Organisation, setting: Setting, *, first_day: date, by: Actor, at: datetime, on: date
) -> None:
    """Take back a value before its first day: it holds on no day, and another may be set from that day.

    Raises RefusedError at the field where none is set from that day, where it holds already, so that somebody may have
    decided by it, and where what then holds would put the leader's power below the caseworker's.
    """
    _hold(jobcentre, by=by)
    row = LocalSetting.objects.filter(
        jobcentre=jobcentre, setting=setting, first_day=first_day, withdrawn_at=None
    ).first()
    if row is None:
        raise errors.RefusedError(f"»{setting.label}« er ikke fastsat fra den dag.", field="first_day")
    if first_day <= on:
        raise errors.RefusedError("Værdien er begyndt at gælde. Sæt en ny fra en senere dag.", field="first_day")
    if not LocalSetting.objects.filter(pk=row.pk, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by_id=by.user_id
    ):
        raise errors.OvertakenError
    crossing = _crossing(row)
    if crossing:
        raise errors.RefusedError(f"Værdien kan ikke undværes. {crossing}", field="first_day")
    audit.record("setting.withdrawn", row, by=by, at=at, reason=setting.value)


def _hold(jobcentre: Organisation, *, by: Actor) -> None:
    """Refuse a foreign jobcentre, and let those who set something for one come after each other."""
    access.require(by, "set_setting")
    if not access.jobcentres_of(by).filter(pk=jobcentre.pk).exists():
        raise errors.RefusedError(f"{jobcentre} er ikke et jobcenter, du kan sætte noget for.")
    Organisation.objects.select_for_update().get(pk=jobcentre.pk)


def _crossing(row: LocalSetting) -> str:
    """Why what was just written or withdrawn leaves the leader less than the caseworker; empty where it does not."""
    timeline = queries.timeline_of(row.jobcentre_id)
    setting = Setting(row.setting)
    return settings.crossing(timeline, jobcentre=row.jobcentre_id, setting=setting, first_day=row.first_day)


def _found(known: Citizen, *, is_protected: bool, by: Actor, at: datetime) -> Citizen:
    """Take the citizen who is known already; protection that was asked for takes effect whoever registered first."""
    audit.record("citizen.found", known, by=by, at=at, citizens=[known.uuid])
    if is_protected and not known.is_protected:
        Citizen.objects.filter(pk=known.pk).update(is_protected=True, version=F("version") + 1)
        known.refresh_from_db()
        audit.record("citizen.protected", known, by=by, at=at, citizens=[known.uuid])
    return known
