from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "parloeb.domain.referrals"
