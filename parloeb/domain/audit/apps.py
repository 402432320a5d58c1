from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "parloeb.domain.audit"
