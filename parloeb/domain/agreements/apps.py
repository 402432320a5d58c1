from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "parloeb.domain.agreements"
