from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "parloeb.domain.cases"
