import uuid

import django.db.models.constraints
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0003_goals_keep_their_key"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="goal",
            name="agreements_goal_once",
        ),
        migrations.AlterField(
            model_name="goal",
            name="key",
            field=models.UUIDField(default=uuid.uuid4),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                fields=("agreement", "position"),
                name="agreements_goal_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("agreement", "key"), name="agreements_goal_key_once"),
        ),
    ]
