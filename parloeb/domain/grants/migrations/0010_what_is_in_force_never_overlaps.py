import django.contrib.postgres.constraints
from django.db import migrations, models

import parloeb.domain.cases.ranges
import parloeb.domain.grants.force
import parloeb.domain.grants.states


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0009_what_was_granted_is_in_force"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                parloeb.domain.grants.states.State["GRANTED"],
                                parloeb.domain.grants.states.State["REFUSED"],
                                parloeb.domain.grants.states.State["STOPPED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("letter__isnull", False),
                        models.Q(("decided_as", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="grants_decided_has_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                parloeb.domain.grants.states.State["REFUSED"],
                                parloeb.domain.grants.states.State["STOPPED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(("reason_text", ""), _negated=True),
                    _connector="OR",
                ),
                name="grants_refused_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("in_force_from__isnull", False)),
                expressions=[
                    (parloeb.domain.cases.ranges.OneOf(models.F("case_id")), "&&"),
                    (parloeb.domain.cases.ranges.Days(models.F("in_force_from"), models.F("in_force_to")), "&&"),
                ],
                name="grants_no_two_at_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", parloeb.domain.grants.force.Kind["NEW"]), ("modifies", None)),
                    models.Q(
                        models.Q(("kind", parloeb.domain.grants.force.Kind["NEW"]), _negated=True),
                        ("modifies__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="grants_modifies_by_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "kind__in",
                            [parloeb.domain.grants.force.Kind["SHORTEN"], parloeb.domain.grants.force.Kind["REVOKE"]],
                        ),
                        models.Q(
                            (
                                "state__in",
                                [
                                    parloeb.domain.grants.states.State["GRANTED"],
                                    parloeb.domain.grants.states.State["REFUSED"],
                                ],
                            ),
                            _negated=True,
                        ),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "kind__in",
                                [
                                    parloeb.domain.grants.force.Kind["SHORTEN"],
                                    parloeb.domain.grants.force.Kind["REVOKE"],
                                ],
                            ),
                            _negated=True,
                        ),
                        models.Q(("state", parloeb.domain.grants.states.State["STOPPED"]), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="grants_stop_grants_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("in_force_from", None), ("in_force_to", None)),
                    models.Q(
                        ("in_force_from__gte", models.F("first_day")),
                        ("in_force_from__isnull", False),
                        ("in_force_to__gte", models.F("in_force_from")),
                        ("in_force_to__isnull", False),
                        ("in_force_to__lte", models.F("last_day")),
                        ("state", parloeb.domain.grants.states.State["GRANTED"]),
                    ),
                    _connector="OR",
                ),
                name="grants_in_force_within_granted",
            ),
        ),
    ]
