from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "parloeb.domain.reports"
