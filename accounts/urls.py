"""Addresses of accounts: those of allauth that this office uses, under the names by which allauth finds them."""

from allauth.account import views as account
from allauth.mfa.base import views as step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import URLPattern, URLResolver, path

from accounts.views import invitations, office, own, sign_in

Addresses = list[URLPattern | URLResolver]

urlpatterns: Addresses = [
    path("accounts/login/", sign_in.SignIn.as_view(), name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/again/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/", sign_in.ChangePassword.as_view(), name="account_change_password"),
    path("accounts/password/reset/", account.password_reset, name="account_reset_password"),
    path("accounts/password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "accounts/password/reset/<slug:uidb36>/<slug:key>/",
        sign_in.ChooseAnew.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("accounts/own/", own.own_sign_in, name="own-sign-in"),
    path("accounts/own/", own.own_sign_in, name="mfa_index"),
    path("accounts/own/", own.own_sign_in, name="mfa_list_webauthn"),
    path("accounts/step/", sign_in.SecondStep.as_view(), name="mfa_authenticate"),
    path("accounts/step/again/", step.reauthenticate, name="mfa_reauthenticate"),
    path("accounts/step/authenticator/", totp.activate_totp, name="mfa_activate_totp"),
    path("accounts/step/authenticator/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("accounts/step/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("accounts/step/codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("accounts/step/key/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("accounts/step/key/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("accounts/step/key/again/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("accounts/step/key/sign-in/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("accounts/<slug:provider_id>/begin/", oidc.login, name="openid_connect_login"),
    path("accounts/<slug:provider_id>/back/", oidc.callback, name="openid_connect_callback"),
    path("accounts/invitation/<slug:secret>/", invitations.invitation, name="account_invitation"),
    path("accounts/office/", office.accounts, name="office-accounts"),
    path("accounts/office/new/", office.new, name="office-account-new"),
    path("accounts/office/<int:account>/", office.account, name="office-account"),
    path("accounts/office/roles/<int:proposal>/", office.decide, name="office-role"),
    # The names by which pages of the desk lead here.
    path("accounts/login/", sign_in.SignIn.as_view(), name="login"),
    path("accounts/logout/", account.logout, name="logout"),
    path("accounts/password/", sign_in.ChangePassword.as_view(), name="password_change"),
]
