from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "parloeb.domain.law"
