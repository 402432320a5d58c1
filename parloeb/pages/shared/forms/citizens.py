"""What is asked of a citizen beside the number."""

from django import forms

from parloeb.domain.people.rules import Particulars


class CitizenForm(forms.Form):
    """Name, where the citizen is found, and whether that is protected."""

    name = forms.CharField(label="Navn", max_length=200, error_messages={"required": "Skriv borgerens navn."})
    address = forms.CharField(label="Adresse", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    email = forms.EmailField(
        label="E-mail",
        required=False,
        help_text="Borgeren får kun at vide, at der er nyt. Breve sendes på papir til den, der ikke kan logge ind her.",
        error_messages={"invalid": "Skriv en e-mailadresse som navn@eksempel.dk."},
    )
    phone = forms.CharField(
        label="Telefon",
        required=False,
        max_length=30,
        help_text="8 cifre, eller + og landekode.",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    is_protected = forms.BooleanField(label="Borgeren har navne- og adressebeskyttelse", required=False)

    def particulars(self) -> Particulars:
        """What was typed, as the room takes it."""
        typed = {name: self.cleaned_data[name] for name in Particulars.__dataclass_fields__}
        return Particulars(**typed)
