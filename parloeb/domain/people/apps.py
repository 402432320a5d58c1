from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "parloeb.domain.people"
