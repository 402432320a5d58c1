from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "parloeb.domain.grants"
