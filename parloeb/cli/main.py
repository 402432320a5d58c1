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
    match,
    migrate,
    rules_check,
    rules_recheck,
    serve,
    set_setting,
    stop,
    withdraw_setting,
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
            saying.progress(f"Databasen svarer ikke: {' '.join(str(error).split())}. Se på DATABASE_URL.")
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
        saying.progress(f"Det er en fejl i Parløb: {fault!r}")
    else:
        saying.progress(f"Det er en fejl i Parløb: {type(fault).__name__}. Hele fejlen står i {log}")


app = typer.Typer(cls=Door, no_args_is_help=True, pretty_exceptions_enable=False, help="Mentorstøtte, i takt.")
app.command(help="Vis en opdigtet kommune, hvor ét klik gør dig til en af dens personer.")(demo.demo)
app.command(help="Vis siderne, og send det, der venter i udbakken, indtil SIGTERM eller Ctrl-C.")(serve.serve)
app.command(help="Stop det, der kører i denne mappe, og dens egen database, også efter et nedbrud.")(stop.stop)
app.command(help="Send det, der venter i udbakken; serve gør det af sig selv.")(worker.worker)
app.command(help="Bring databasen ajour, som ejer af dens tabeller.")(migrate.migrate)
app.command(help="Opret en bruger med roller. Der bliver spurgt om adgangskoden, eller den læses fra standard input.")(
    create_user.create_user
)
app.command(help="Opret et jobcenter med teams, en leverandør, en virksomhed eller en skole.")(
    create_organisation.create_organisation
)
app.command(help="Lad en bruger være borgeren med et CPR-nummer, også i ældre sager. Der bliver spurgt om nummeret.")(
    link_citizen.link_citizen
)
app.command(help="Luk en bruger: ingen kan logge ind mere, og den, der er inde, er ude ved næste klik.")(
    end_user.end_user
)
app.command(help="Giv en bruger en rolle fra en dag.")(give_role.give_role)
app.command(help="Lad en bruger have en rolle til og med en sidste dag; give-role giver den igen.")(end_role.end_role)
app.command(help="Sæt en af jobcentrets egne indstillinger fra i dag eller senere.")(set_setting.set_setting)
app.command(help="Træk en af jobcentrets indstillinger tilbage, som ikke er begyndt at gælde.")(
    withdraw_setting.withdraw_setting
)
app.command(help="Efterse database, mail, disk, ur, nøgler og filer; sig, hvad der er galt, og hvordan det rettes.")(
    doctor.doctor
)
app.add_typer(import_registrations.app, name="import")
rules_check.app.command("recheck", help="Sig, hvad en kommende dags regler gør ved de løbende bevillinger.")(
    rules_recheck.rules_recheck
)
app.add_typer(rules_check.app, name="rules")
app.command(help="Foreslå mentorer til en venteliste, så det samlet bliver bedst, med grundene.")(match.match)
app.command(help="Skriv tabellerne til en evaluering: deltagere, timer, virksomheder, og hvad der mangler.")(
    evaluate.evaluate
)
