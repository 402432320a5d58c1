from django.apps import AppConfig


class CorpsConfig(AppConfig):
    name = "parloeb.domain.corps"
