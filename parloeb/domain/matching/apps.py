from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "parloeb.domain.matching"
