"""How to complain of a decision, as every letter of one says it."""

from datetime import date

from parloeb.domain.correspondence.rules import letters
from parloeb.domain.law import rules as law


def guidance(sender: letters.Sender, sent_on: date) -> letters.Complaint:
    """How to complain about a decision sent on a day; other rooms' decisions say it in the same words."""
    where = ", ".join(part for part in (sender.email, sender.phone) if part)
    again, last = law.RECONSIDERATION.on(sent_on), law.COMPLAINT.on(sent_on)
    weeks = again.number("weeks")
    return letters.Complaint(
        guidance=(
            f"Er du ikke enig, kan du klage. Klagen skal sendes til {sender.authority}, {sender.unit}"
            + (f" ({where})" if where else "")
            + ". Du kan også ringe og klage, og vi skriver klagen ned.",
            f"Vi ser på afgørelsen igen inden {weeks} uger. Holder vi fast i den, sender vi klagen videre til "
            "Ankestyrelsen.",
        ),
        last_day=law.last_complaint_day(sent_on),
        rules=((*letters.in_force(sent_on, "FVL-25"), again.id), (again.id,)),
        last_day_rules=(last.id,),
    )
