"""The views of allauth that are in use, by allauth's own names; nobody signs up and nobody changes an e-mail here.

They need no rule of ours: those that change something ask for the login, and for the password again, by themselves.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from parloeb.pages.shared.guards import public

urlpatterns = [
    path("login/", public(account.login), name="account_login"),
    path("logout/", public(account.logout), name="account_logout"),
    path("lukket/", public(account.account_inactive), name="account_inactive"),
    path("bekraeft/", public(account.reauthenticate), name="account_reauthenticate"),
    path("adgangskode/skift/", public(account.password_change), name="account_change_password"),
    path("adgangskode/vaelg/", public(account.password_set), name="account_set_password"),
    path("adgangskode/glemt/", public(account.password_reset), name="account_reset_password"),
    path("adgangskode/glemt/sendt/", public(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^adgangskode/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "adgangskode/ny/gemt/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("adgang/", public(mfa.index), name="mfa_index"),
    path("kode/", public(mfa.authenticate), name="mfa_authenticate"),
    path("kode/bekraeft/", public(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("app/til/", public(totp.activate_totp), name="mfa_activate_totp"),
    path("app/fra/", public(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("noedkoder/", public(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("noedkoder/nye/", public(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("noedkoder/hent/", public(recovery_codes.download_recovery_codes), name="mfa_download_recovery_codes"),
]
