"""Addresses of accounts: those of allauth that this office uses, under the names by which allauth finds them."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, path

from accounts.views import invitations, office, sign_in

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
