from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from parloeb.domain.audit.models import Traceable
from parloeb.domain.people import rules


def _choices(titles: dict[rules.Role, str]) -> list[tuple[str, str]]:
    return [(role.value, title) for role, title in titles.items() if role is not rules.Role.SYSTEM]


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, Traceable):
    """Somebody who can log in. What they may do follows from role assignments and from relations to cases."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    closed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(Lower("email"), name="people_user_email_once")]

    def __str__(self) -> str:
        return self.name


class Organisation(Traceable):
    """A jobcentre, or one who delivers mentors to it: a supplier, a company, a school."""

    class Form(models.TextChoices):
        """How a jobcentre organises its mentors (formats/registrations.md)."""

        IN_HOUSE = "in_house", "i jobcentret"
        OTHER_UNIT = "other_municipal_unit", "anden kommunal enhed"
        SUPPLIER = "supplier", "leverandør"

    kind = models.CharField(
        max_length=10, choices=[(kind.value, title) for kind, title in rules.ORGANISATION_TITLES.items()]
    )
    name = models.CharField(max_length=200)
    cvr = models.CharField(max_length=8, blank=True)
    organisation_form = models.CharField(max_length=20, choices=Form, blank=True)
    agreed_places = models.PositiveIntegerField(null=True)
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(kind="jobcentre"), name="people_jobcentre_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Team(Traceable):
    """A team of a jobcentre: its cases are seen by its caseworkers and its leader."""

    jobcentre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["jobcentre", "name"], name="people_team_name_once")]

    def __str__(self) -> str:
        return self.name


class RoleAssignment(Traceable):
    """A user holds a role for an organisation or a team, from a first to a last day (both included)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=20, choices=_choices(rules.ROLE_TITLES))
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="people_assignment_days",
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
            ),
        ]


class Citizen(Traceable):
    """A citizen. CPR number and address are sealed; the number is found by a keyed blind index."""

    class Sex(models.TextChoices):
        MALE = "male", "mand"
        FEMALE = "female", "kvinde"

    name = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, blank=True, db_collation="C")
    search_key = models.CharField(max_length=400, blank=True, db_collation="C")
    cpr_sealed = models.BinaryField(null=True)
    cpr_index = models.BinaryField(null=True, unique=True, max_length=32)
    address_sealed = models.BinaryField(null=True)
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=10, choices=Sex, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_protected = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, related_name="+")
    registration_key = models.CharField(max_length=100, null=True, unique=True)  # noqa: DJ001 the live have none

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["sort_key", "id"], name="people_citizen_sorted")]
        constraints = [
            models.CheckConstraint(
                name="people_citizen_cpr_whole",
                condition=models.Q(cpr_sealed__isnull=True, cpr_index__isnull=True)
                | models.Q(cpr_sealed__isnull=False, cpr_index__isnull=False),
            ),
            models.CheckConstraint(
                name="people_citizen_named_or_historic",
                condition=~models.Q(name="") | models.Q(registration_key__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return rules.shown_name(self.name, is_protected=self.is_protected, registration_key=self.registration_key)


class LocalSetting(Traceable):
    """One number that a jobcentre set, from a day until the next of the same. Set by nobody: by the command line.

    One that was withdrawn before its first day holds on no day, and another may be set from that day.
    """

    jobcentre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # No choices: a setting that is added to the list changes nothing here, and so needs no migration.
    setting = models.CharField(max_length=30)
    first_day = models.DateField()
    number = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["jobcentre", "first_day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "setting", "first_day"],
                condition=models.Q(withdrawn_at=None),
                name="people_setting_from_a_day_once",
            ),
            models.CheckConstraint(
                name="people_setting_withdrawn_at_a_moment",
                condition=models.Q(withdrawn_by=None) | models.Q(withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.setting} {self.number}"


class Representative(Traceable):
    """Somebody who acts for a citizen from a first to a last day, and gets the citizen's letters too. Address sealed.

    A protected address stands in no letter; neither does one that is the protected address of the citizen. Who was
    registered by mistake, or is not to begin, is withdrawn and acts on no day. `of_case` is the public id of the one
    case that it is for, None where it is for all of the citizen's: who was let into one case is not let into the next
    by that (forvaltningsloven section 8). `mandate` is the paper that they act by: what it covers and where it lies.
    `address_version` counts what the envelope says: a copy that was written to an earlier one may not leave.
    """

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=rules.Represents.choices())
    of_case = models.UUIDField(null=True)
    receives = models.CharField(max_length=10, choices=rules.Receives.choices())
    name = models.CharField(max_length=200)
    address_sealed = models.BinaryField(null=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_protected = models.BooleanField(default=False)
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    mandate = models.CharField(max_length=500, blank=True)
    mandate_given_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    address_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="people_representative_days",
                condition=models.Q(last_day=None) | models.Q(last_day__gte=models.F("first_day")),
            ),
            models.CheckConstraint(name="people_representative_named", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class Posting(models.Model):
    """A form that has acted, so that sending it again does not act again. Kept for days, not for the file."""

    mark = models.BinaryField(primary_key=True, max_length=32)
    location = models.TextField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.location
