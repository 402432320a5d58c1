"""The command `parloeb`. Each command stands in `commands/` under its own name, and is registered here by one line."""

import traceback
from typing import Any

import typer
from django.db import OperationalError
from typer import exceptions
from typer.core import TyperGroup

from parloeb.cli import home, saying
from parloeb.cli.commands import (
    create_organisation,
    create_user,
    demo,
    doctor,
    end_role,
    end_user,
    evaluate,
    give_role,
    import_registrations,
    link_citizen,
    migrate,
    serve,
    set_power,
    stop,
    worker,
)
from parloeb.kernel import errors


class Door(TyperGroup):
    """Ends every command with an exit status and sentences, never with a traceback."""

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command; 1 where something was refused, 2 where nothing could be done."""
        try:
            return super().invoke(ctx)
        except errors.RefusedError as refusal:
            saying.progress(refusal.sentence)
            raise typer.Exit(saying.REFUSED) from refusal
        except saying.CannotError as cannot:
            for sentence in cannot.sentences:
                saying.progress(sentence)
            raise typer.Exit(cannot.exit_code) from cannot
        except OperationalError as error:
            saying.progress(f"The database does not answer: {' '.join(str(error).split())}. Look at DATABASE_URL.")
            raise typer.Exit(saying.UNUSABLE) from error
        except (typer.Exit, typer.Abort, exceptions.TyperException):
            raise
        except Exception as fault:
            _tell(fault)
            raise typer.Exit(saying.UNUSABLE) from fault


def _tell(fault: Exception) -> None:
    log = home.folder() / "fault.log"
    try:
        log.write_text("".join(traceback.format_exception(fault)), encoding="utf-8")
    except OSError:
        saying.progress(f"This is a fault in Parløb: {fault!r}")
    else:
        saying.progress(f"This is a fault in Parløb: {type(fault).__name__}. All of it stands in {log}")


app = typer.Typer(cls=Door, no_args_is_help=True, pretty_exceptions_enable=False, help="Mentor support, in step.")
app.command()(demo.demo)
app.command()(serve.serve)
app.command()(stop.stop)
app.command()(worker.worker)
app.command()(migrate.migrate)
app.command()(create_user.create_user)
app.command()(create_organisation.create_organisation)
app.command()(link_citizen.link_citizen)
app.command()(end_user.end_user)
app.command()(give_role.give_role)
app.command()(end_role.end_role)
app.command()(set_power.set_power)
app.command()(doctor.doctor)
app.add_typer(import_registrations.app, name="import")
app.command()(evaluate.evaluate)
