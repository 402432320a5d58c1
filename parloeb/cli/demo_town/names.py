"""Names for invented citizens, and CPR numbers that no register of persons gives to anybody."""

import random

FEMALE = (
    *(
        "Agnete",
        "Alberte",
        "Amira",
        "Anja",
        "Astrid",
        "Birgit",
        "Bodil",
        "Camilla",
        "Cecilie",
        "Dagny",
        "Ditte",
        "Ebba",
    ),
    *("Elin", "Fatima", "Freja", "Gerda", "Gitte", "Hanne", "Helle", "Ida", "Inger", "Jette", "Johanne", "Karla"),
    *("Kirsten", "Laila", "Lærke", "Maren", "Merete", "Mille", "Nadia", "Naja", "Olga", "Pia", "Ragnhild", "Rikke"),
    *("Sigrid", "Solveig", "Tanja", "Thea", "Ulrikke", "Vibeke", "Winnie", "Yasmin", "Ylva", "Zeynep", "Åse", "Oda"),
)
MALE = (
    *(
        "Aksel",
        "Ali",
        "Anders",
        "Asbjørn",
        "Benny",
        "Bertil",
        "Carlo",
        "Christoffer",
        "Dennis",
        "Ejnar",
        "Elias",
        "Esben",
    ),
    *("Finn", "Flemming", "Gert", "Gustav", "Hakon", "Hassan", "Ivan", "Jannik", "Jeppe", "Johnny", "Keld", "Kjeld"),
    *("Laurits", "Linus", "Magnus", "Malthe", "Niels", "Noah", "Ole", "Oskar", "Palle", "Poul", "Rune", "Søren"),
    *(
        "Tobias",
        "Torben",
        "Ulrik",
        "Uffe",
        "Valdemar",
        "Villads",
        "Vagn",
        "William",
        "Yusuf",
        "Zakarias",
        "Åge",
        "Øjvind",
    ),
)
FAMILY = (
    *(
        "Agerskov",
        "Ballebjerg",
        "Birkeholm",
        "Bækgård",
        "Damkjær",
        "Dybvad",
        "Egebæk",
        "Elmelund",
        "Enghave",
        "Fuglsig",
    ),
    *(
        "Gadegård",
        "Granhøj",
        "Hasselbo",
        "Havlund",
        "Hedeskov",
        "Højmark",
        "Jernved",
        "Kildevæld",
        "Klitgaard",
        "Krogsø",
    ),
    *("Ladefoged", "Lindebo", "Lyngsø", "Mosegaard", "Møllehave", "Nørreskov", "Odgaard", "Overbæk", "Pilegaard"),
    *("Ravnkær", "Rosenlund", "Rødkilde", "Sandholt", "Skovbakke", "Stenager", "Strandby", "Sønderup", "Tangkær"),
    *(
        "Thorsbro",
        "Tranholm",
        "Tværmose",
        "Ulvhøj",
        "Vandborg",
        "Vesterbæk",
        "Vinterskov",
        "Ællested",
        "Øsløs",
        "Ågerup",
    ),
)
LATEST_YEAR_OF_THE_1900S = 1999


def citizen(number: int, *, rng: random.Random) -> tuple[str, str]:
    """A name and a replacement number of CPR (60 added to the day) for the citizen of this number, below 1000.

    The last three digits are the number, so that no two are alike; its parity says the sex as in a real one.
    """
    first = rng.choice(MALE if number % 2 else FEMALE)
    name = f"{first} {rng.choice(FAMILY)}"
    year = rng.randint(1962, 2007)
    century = rng.choice("0123") if year <= LATEST_YEAR_OF_THE_1900S else rng.choice("4567")
    digits = f"{rng.randint(1, 28) + 60:02d}{rng.randint(1, 12):02d}{year % 100:02d}{century}{number:03d}"
    return name, digits
