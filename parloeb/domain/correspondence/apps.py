from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "parloeb.domain.correspondence"
