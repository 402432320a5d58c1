from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "parloeb.domain.visits"
