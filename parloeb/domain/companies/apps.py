from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "parloeb.domain.companies"
