"""One line per address: which roles may read and write there. Which cases are whose stands in `world.py`.

A parameter of an address is filled from `Station.objects` by its name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parloeb.domain.cases.rules import FieldClass
from parloeb.domain.people.rules import Role
from tests.architecture.access_matrix.addresses import Address

NOBODY: frozenset[Role] = frozenset()
EVERYBODY = frozenset(Role) - {Role.SYSTEM}
MENTOR, CITIZEN = frozenset({Role.MENTOR}), frozenset({Role.CITIZEN})
# They reach case a, but its visits and reports are of the mentor who was there.
OTHER_MENTORS = frozenset({"substitute active", "employee and mentor, as mentor"})
REFERRERS = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
LEADER = frozenset({Role.TEAM_LEADER})
COORDINATOR = frozenset({Role.COORDINATOR})
MATCHERS = REFERRERS | COORDINATOR
MENTOR_KEEPERS = COORDINATOR | {Role.SUPPLIER_ADMIN}
REPORT_READERS = REFERRERS | MENTOR | {Role.COORDINATOR, Role.CITIZEN}
CASE_ROLES = frozenset(
    {Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR, Role.MENTOR, Role.SUPPLIER_ADMIN, Role.CONTROLLER}
)
CASE_FILE = REFERRERS | COORDINATOR | CITIZEN | {Role.CONTROLLER}


@dataclass(frozen=True)
class Line:
    """Who may at one address.

    `shows`: a class of field that the answer must hold for each own case, so that the search is known to find.
    `asks`: parameters of the query that search. `keys`: parameters of the query that take a case's public id.
    `typed`: what a form is filled with when it is posted. `not_for`: persons to whom the object is another's, though
    they reach the case that it is on.
    """

    name: str
    get: frozenset[Role] = NOBODY
    post: frozenset[Role] = NOBODY
    shows: FieldClass | None = None
    asks: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    not_for: frozenset[str] = frozenset()


LINES = [
    Line("desk", get=EVERYBODY),
    Line("cases:list", get=CASE_ROLES, shows=FieldClass.IDENTITY, asks=("q",), keys=("efter",)),
    Line("cases:detail", get=CASE_ROLES | {Role.CITIZEN}, shows=FieldClass.IDENTITY),
    Line("cases:citizen", get=REFERRERS, post=REFERRERS, shows=FieldClass.IDENTITY),
    Line("cases:representatives", get=REFERRERS, post=REFERRERS, shows=FieldClass.IDENTITY),
    Line("cases:correct_representative", post=REFERRERS, shows=FieldClass.IDENTITY),
    Line("cases:end_representative", post=REFERRERS),
    Line("cases:withdraw_representative", post=REFERRERS),
    Line("cases:take_over", post=REFERRERS),
    Line("cases:documents", get=CASE_FILE, shows=FieldClass.IDENTITY),
    Line("cases:documents_csv", get=CASE_FILE),
    Line("cases:new_note", get=MATCHERS, post=MATCHERS, shows=FieldClass.IDENTITY),
    Line("cases:note", get=MATCHERS, shows=FieldClass.NOTES),
    Line("cases:correct_note", get=MATCHERS, post=MATCHERS, shows=FieldClass.NOTES),
    Line(
        "cases:disqualified",
        get=REFERRERS | {Role.COORDINATOR, Role.CONTROLLER},
        post=REFERRERS | {Role.COORDINATOR, Role.CONTROLLER},
        shows=FieldClass.IDENTITY,
    ),
    Line("cases:lift", post=LEADER),
    # Of their own cases one has ended, so that nothing is granted there today: tests/pages/test_budget.py.
    Line("budget", get=MATCHERS | {Role.CONTROLLER}),
    Line("law:rules", get=EVERYBODY),
    Line("law:try", get=MATCHERS | {Role.CONTROLLER, Role.ADMINISTRATOR}),
    Line("law:coming", get=REFERRERS),
    Line(
        "settings:all",
        get=REFERRERS | {Role.ADMINISTRATOR},
        post=frozenset({Role.ADMINISTRATOR}),
    ),
    Line("settings:withdraw", post=frozenset({Role.ADMINISTRATOR})),
    Line("evaluation:tables", get=frozenset({Role.EVALUATOR})),
    Line("referrals:new", get=REFERRERS, post=REFERRERS),
    Line("referrals:detail", get=REFERRERS | {Role.COORDINATOR, Role.CITIZEN}, shows=FieldClass.NOTES),
    Line("referrals:edit", get=REFERRERS, post=REFERRERS, shows=FieldClass.NOTES),
    Line("referrals:send", post=REFERRERS),
    Line("referrals:withdraw", post=REFERRERS),
    Line("grants:start", post=REFERRERS),
    Line(
        "grants:detail",
        get=REFERRERS | {Role.COORDINATOR, Role.CITIZEN, Role.CONTROLLER},
        shows=FieldClass.IDENTITY,
    ),
    Line("grants:edit", get=REFERRERS, post=REFERRERS, shows=FieldClass.NOTES),
    Line("grants:preview", get=REFERRERS),
    Line("grants:submit", post=REFERRERS),
    Line("grants:decide", post=REFERRERS),
    Line("grants:refuse", post=REFERRERS),
    Line("grants:return", get=REFERRERS, post=REFERRERS, typed={"message": "Se igen."}),
    Line("grants:take_back", post=REFERRERS),
    Line("grants:withdraw", post=REFERRERS),
    Line("grants:begin_today", post=REFERRERS),
    Line("procedure:hear", get=REFERRERS, post=REFERRERS, shows=FieldClass.IDENTITY),
    Line("procedure:hearing", get=REFERRERS | CITIZEN, shows=FieldClass.NOTES),
    Line(
        "procedure:answer_hearing",
        get=REFERRERS | CITIZEN,
        post=REFERRERS | CITIZEN,
        shows=FieldClass.NOTES,
    ),
    Line("procedure:close_hearing", post=REFERRERS),
    Line("procedure:withdraw_hearing", post=REFERRERS),
    Line("procedure:complain", get=REFERRERS | CITIZEN, post=REFERRERS | CITIZEN),
    Line(
        "procedure:complaint",
        get=REFERRERS | CITIZEN | {Role.COORDINATOR, Role.CONTROLLER},
        shows=FieldClass.IDENTITY,
    ),
    Line("procedure:accept", get=LEADER, post=LEADER, shows=FieldClass.NOTES),
    Line("procedure:change", get=REFERRERS, post=REFERRERS, shows=FieldClass.NOTES),
    Line("procedure:maintain", get=REFERRERS, post=REFERRERS, shows=FieldClass.NOTES),
    Line("procedure:send_on", get=REFERRERS, post=REFERRERS, shows=FieldClass.NOTES),
    Line("procedure:note_answer", get=REFERRERS, post=REFERRERS, shows=FieldClass.NOTES),
    Line(
        "procedure:withdraw",
        get=REFERRERS | CITIZEN,
        post=REFERRERS | CITIZEN,
        shows=FieldClass.NOTES,
    ),
    Line("procedure:explain", get=REFERRERS, post=REFERRERS, shows=FieldClass.NOTES),
    Line("procedure:prolong_hearing", get=REFERRERS, post=REFERRERS, shows=FieldClass.IDENTITY),
    Line("procedure:explain_request", get=REFERRERS, post=REFERRERS, shows=FieldClass.IDENTITY),
    Line("deadlines", get=REFERRERS),
    Line("procedure:ask", get=REFERRERS | CITIZEN, post=REFERRERS | CITIZEN, shows=FieldClass.IDENTITY),
    Line("procedure:request", get=REFERRERS | CITIZEN, post=REFERRERS, shows=FieldClass.NOTES),
    Line("grants:begin", post=REFERRERS, typed={"kind": "extend"}),
    Line("grants:stop", post=REFERRERS),
    Line("grants:discharge", get=REFERRERS, post=REFERRERS),
    Line("matching:board", get=MATCHERS),
    Line(
        "matching:handover",
        get=MATCHERS | MENTOR | CITIZEN,
        post=MATCHERS | MENTOR | CITIZEN,
        shows=FieldClass.NOTES,
        not_for=OTHER_MENTORS,
    ),
    Line("matching:handover_give", post=MATCHERS | MENTOR, not_for=OTHER_MENTORS),
    Line("matching:handover_take_back", post=MATCHERS),
    Line("matching:handover_read", post=MENTOR, not_for=OTHER_MENTORS),
    Line("matching:handover_override", post=LEADER),
    Line("matching:handover_strike", post=CITIZEN),
    Line("matching:week", get=LEADER | COORDINATOR),
    Line("matching:week_mail", get=LEADER | COORDINATOR, post=LEADER | COORDINATOR),
    Line("matching:deviations", get=LEADER | COORDINATOR),
    Line("matching:candidates", get=MATCHERS, post=MATCHERS, shows=FieldClass.IDENTITY),
    Line("matching:wishes", get=MATCHERS | CITIZEN, post=MATCHERS | CITIZEN, shows=FieldClass.IDENTITY),
    Line("matching:declines_talk", get=MATCHERS, post=MATCHERS, shows=FieldClass.IDENTITY),
    Line("matching:together_list", get=MATCHERS),
    Line("matching:costs", get=MATCHERS, shows=FieldClass.IDENTITY),
    Line("matching:explained", get=EVERYBODY),
    Line("matching:needs", get=MATCHERS, post=MATCHERS, shows=FieldClass.IDENTITY),
    Line("matching:exclude", post=MATCHERS),
    Line("matching:lift", post=MATCHERS),
    Line("matching:detail", get=MATCHERS, shows=FieldClass.NOTES),
    Line("matching:ask", post=MATCHERS),
    Line("matching:withdraw", post=MATCHERS),
    Line("matching:note_go_on", get=MATCHERS, post=MATCHERS, shows=FieldClass.IDENTITY),
    Line("matching:note_change", get=MATCHERS, post=MATCHERS, shows=FieldClass.IDENTITY),
    # The mentor who is spoken of never finds what the citizen asked for: tests/pages/test_change.py.
    Line("matching:change", get=MATCHERS, post=MATCHERS, shows=FieldClass.NOTES),
    Line("matching:withdraw_change", post=MATCHERS | CITIZEN),
    Line("matching:changes", get=LEADER | COORDINATOR),
    Line("matching:ask_change", get=MENTOR | CITIZEN, post=MENTOR | CITIZEN, not_for=OTHER_MENTORS),
    # The other mentors reach the case, but the match is of the mentor who was there.
    Line("matching:together", get=MENTOR | CITIZEN, not_for=OTHER_MENTORS),
    Line(
        "matching:first_meeting",
        get=MATCHERS | MENTOR | CITIZEN,
        post=MATCHERS | MENTOR,
        not_for=OTHER_MENTORS,
    ),
    Line("matching:cancel_first_meeting", post=MATCHERS | MENTOR, not_for=OTHER_MENTORS),
    Line("matching:open_words", post=MENTOR, not_for=OTHER_MENTORS),
    Line(
        "matching:contact",
        get=MATCHERS | MENTOR | CITIZEN,
        post=MATCHERS | MENTOR | CITIZEN,
        not_for=OTHER_MENTORS,
    ),
    Line("matching:tell_mentor", get=MATCHERS | CITIZEN, post=MATCHERS | CITIZEN),
    Line("matching:untell_mentor", post=MATCHERS | CITIZEN),
    Line("matching:go_on", post=MENTOR | CITIZEN, not_for=OTHER_MENTORS),
    Line("matching:stop", get=MENTOR | CITIZEN, post=MENTOR | CITIZEN, not_for=OTHER_MENTORS),
    Line("matching:confirm", post=MATCHERS),
    Line("matching:end", get=MATCHERS, post=MATCHERS, shows=FieldClass.IDENTITY),
    # A question is the asked mentor's alone, who has no case yet and is none of the persons: tests/pages/test_match.py.
    Line("matching:question", get=MENTOR),
    Line("matching:accept", post=MENTOR),
    Line("matching:decline", post=MENTOR),
    Line("corps:table", get=COORDINATOR),
    Line("corps:employed", get=frozenset({Role.SUPPLIER_ADMIN})),
    Line("corps:export", post=COORDINATOR),
    Line("corps:take_in", get=COORDINATOR, post=COORDINATOR),
    Line("corps:new", get=COORDINATOR, post=COORDINATOR),
    Line("corps:secrecy", get=MENTOR, post=MENTOR),
    Line("corps:detail", get=COORDINATOR, shows=FieldClass.IDENTITY),
    Line("corps:edit", get=COORDINATOR, post=COORDINATOR),
    Line("corps:competence", post=COORDINATOR),
    Line("corps:withdraw_competence", post=COORDINATOR),
    Line("corps:signed", post=COORDINATOR),
    Line("corps:papers", get=COORDINATOR, post=COORDINATOR),
    Line("corps:paper", get=COORDINATOR),
    Line("corps:end_paper", post=COORDINATOR),
    Line("corps:withdraw_paper", post=COORDINATOR),
    Line("corps:own_papers", get=MENTOR),
    Line("corps:availability", get=MENTOR_KEEPERS | MENTOR, not_for=OTHER_MENTORS),
    Line("corps:set_hours", post=MENTOR_KEEPERS),
    Line("corps:take_back_hours", post=MENTOR_KEEPERS),
    Line("corps:register_absence", post=MENTOR_KEEPERS | MENTOR, not_for=OTHER_MENTORS),
    Line("corps:end_absence", get=MENTOR_KEEPERS | MENTOR, post=MENTOR_KEEPERS | MENTOR, not_for=OTHER_MENTORS),
    Line("corps:withdraw_absence", post=MENTOR_KEEPERS | MENTOR, not_for=OTHER_MENTORS),
    Line("corps:expiring", get=COORDINATOR),
    Line("corps:sparring", get=COORDINATOR | MENTOR),
    Line("corps:note_sparring", get=COORDINATOR | MENTOR, post=COORDINATOR | MENTOR),
    Line("corps:withdraw_sparring", get=COORDINATOR | MENTOR, post=COORDINATOR | MENTOR, not_for=OTHER_MENTORS),
    Line("corps:suppliers", get=COORDINATOR, post=COORDINATOR),
    Line("corps:supplier", get=COORDINATOR),
    Line("corps:note_processing", post=COORDINATOR),
    Line("corps:note_framework", post=COORDINATOR),
    Line("corps:processing", get=COORDINATOR),
    Line("corps:end_processing", post=COORDINATOR),
    Line("corps:withdraw_processing", post=COORDINATOR),
    Line("corps:framework", get=COORDINATOR),
    Line("corps:note_lot", post=COORDINATOR),
    Line("corps:correct_framework", get=COORDINATOR),
    Line("corps:prolong_framework", post=COORDINATOR),
    Line("corps:end_framework", post=COORDINATOR),
    Line("corps:withdraw_framework", post=COORDINATOR),
    Line("corps:lot", get=COORDINATOR),
    Line("corps:note_price", post=COORDINATOR),
    Line("corps:withdraw_lot", get=COORDINATOR, post=COORDINATOR),
    Line("corps:withdraw_price", get=COORDINATOR, post=COORDINATOR),
    Line("agreements:new", get=MATCHERS | MENTOR, post=MATCHERS | MENTOR),
    Line("agreements:detail", get=MATCHERS | MENTOR | {Role.CITIZEN}, shows=FieldClass.GOALS),
    # The agreements there are not signed by all: tests/pages/test_agreement.py.
    Line("agreements:plan", get=MATCHERS | MENTOR),
    # The agreements there are up for signing, so that there is no form to show: tests/pages/test_agreement.py.
    Line("agreements:edit", get=MATCHERS | MENTOR, post=MATCHERS | MENTOR),
    Line("agreements:drop", post=MATCHERS | MENTOR),
    Line("agreements:present", post=MATCHERS | MENTOR),
    Line("agreements:change", post=MATCHERS | MENTOR),
    Line("agreements:sign", post=frozenset({Role.CITIZEN, Role.MENTOR, Role.CASEWORKER})),
    Line("agreements:sign_for_citizen", get=frozenset({Role.CASEWORKER}), post=frozenset({Role.CASEWORKER})),
    Line("reports:months", get=MENTOR, post=MENTOR, typed={"month": "2026-11-01"}, not_for=OTHER_MENTORS),
    Line("reports:detail", get=REPORT_READERS, shows=FieldClass.NOTES, not_for=OTHER_MENTORS),
    Line("reports:edit", get=MENTOR, post=MENTOR, shows=FieldClass.NOTES, not_for=OTHER_MENTORS),
    Line("reports:offer", get=MENTOR, post=MENTOR, typed={"offered_on": "16-11-2026"}, not_for=OTHER_MENTORS),
    Line("reports:own", get=REFERRERS | {Role.CITIZEN}, post=REFERRERS | {Role.CITIZEN}, shows=FieldClass.NOTES),
    Line("reports:send", post=MENTOR, not_for=OTHER_MENTORS),
    Line("reports:acknowledge", post=REFERRERS),
    Line("reports:ask_back", get=REFERRERS, post=REFERRERS, shows=FieldClass.NOTES),
    Line("followup:talks", get=REFERRERS | {Role.COORDINATOR, Role.CITIZEN}, shows=FieldClass.NOTES),
    Line("followup:talk", get=REFERRERS, post=REFERRERS, shows=FieldClass.IDENTITY),
    Line("followup:close", get=REFERRERS, post=REFERRERS, shows=FieldClass.IDENTITY),
    Line("followup:received", get=REFERRERS, post=REFERRERS),
    Line("letters:own_texts", get=LEADER | {Role.ADMINISTRATOR}),
    Line("letters:write_own_text", get=LEADER | {Role.ADMINISTRATOR}, post=LEADER | {Role.ADMINISTRATOR}),
    Line("letters:invite", get=MATCHERS, post=MATCHERS, shows=FieldClass.IDENTITY),
    Line("letters:withdraw", post=REFERRERS),
    Line("letters:detail", get=REFERRERS | {Role.CITIZEN}, shows=FieldClass.IDENTITY),
    Line("letters:pdf", get=REFERRERS | {Role.CITIZEN}, shows=FieldClass.IDENTITY),
    Line("letters:post", post=REFERRERS),
    Line("letters:posted", post=REFERRERS),
    Line("letters:rewrite", post=REFERRERS),
    Line("letters:put_away", post=REFERRERS),
    Line("letters:retry", post=REFERRERS),
    Line("letters:on_paper", post=REFERRERS),
    Line("mentor:front", get=MENTOR, shows=FieldClass.IDENTITY),
    Line("mentor:profile", get=MENTOR),
    Line("mentor:rate", post=MENTOR),
    Line("mentor:wish", post=MENTOR),
    Line("mentor:take_back_wish", post=MENTOR),
    Line("mentor:tell_competence", post=MENTOR),
    Line("mentor:withdraw_competence", post=MENTOR),
    Line("mentor:tell_experience", post=MENTOR),
    Line("mentor:take_back_experience", post=MENTOR),
    Line("mentor:times", post=MENTOR),
    Line("mentor:internal", get=MENTOR, post=MENTOR),
    Line("citizen:own", get=CITIZEN),
    Line("visits:new", get=MENTOR, post=MENTOR),
    Line("visits:of_case", get=CASE_ROLES | CITIZEN, shows=FieldClass.IDENTITY),
    Line("visits:detail", get=CASE_ROLES | CITIZEN, shows=FieldClass.IDENTITY, not_for=OTHER_MENTORS),
    Line("visits:correct", get=MENTOR, post=MENTOR, shows=FieldClass.NOTES, not_for=OTHER_MENTORS),
    Line("visits:annul", get=MENTOR, post=MENTOR, shows=FieldClass.NOTES, not_for=OTHER_MENTORS),
    Line("visits:confirm", post=CITIZEN),
    Line("visits:question", get=CITIZEN, post=CITIZEN, shows=FieldClass.NOTES),
    Line("accounts:role", post=EVERYBODY),
]

# Ours, and open to people who have not logged in: each by name, and none shows a citizen.
OPEN = ["was", "privacy"]
PUBLIC = ["accounts:persons", "accounts:be", *OPEN]

# A library's views, each by name: they show nobody but the user's own account.
LIBRARY = [
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_from_key_done",
    "account_reset_password_from_key",
    "account_reset_password_done",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
]


def names() -> list[str]:
    """The name of every address that has a line."""
    return [*(line.name for line in LINES), *PUBLIC, *LIBRARY]


def line(name: str) -> Line:
    """The line of an address."""
    return next(line for line in LINES if line.name == name)


def gaps(addresses: list[Address]) -> list[str]:
    """What an address lacks: a rule on its view, a line here, public ids alone."""
    found = []
    for address in addresses:
        if address.name not in names():
            found.append(f"no line: {address.name} at /{address.route}")
        if address.is_ours:
            if not address.has_rule:
                found.append(f"no rule: {address.name} at /{address.route}")
            if address.name in LIBRARY or address.is_public is not (address.name in PUBLIC):
                found.append(f"public without a word: {address.name}")
            if not address.has_public_ids_alone:
                found.append(f"a sequential key: {address.name} at /{address.route}")
        elif address.name not in LIBRARY:
            found.append(f"no rule: {address.name} at /{address.route}")
    return found
