from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "parloeb.domain.followup"
