"""The lists that the file of a case chooses from."""

from parloeb.kernel.lists import Listed


class FiledWay(Listed):
    """How a document came into the file (offentlighedsloven section 15)."""

    RECEIVED = "received", "Modtaget"
    SENT = "sent", "Sendt"
    INTERNAL = "internal", "Internt"
