"""Forms of the sign-in: allauth's, with this office's words and without placeholders."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.actions.sign_in import note_refusal


class Worded(forms.Form):
    """Labels of ours; what is written inside a field is gone when somebody types."""

    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Worded, allauth_forms.LoginForm):
    """User name or address, and password."""

    labels = {"login": _("User name or e-mail"), "password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["password"].help_text = ""


class ResetForm(Worded, allauth_forms.ResetPasswordForm):
    """The address of an account. Who signs in with the organisation only, or never had a password, gets none here."""

    labels = {"email": _("E-mail address of your account")}

    def clean_email(self) -> str:
        email = str(super().clean_email())
        found: list[User] = self.users  # type: ignore[has-type]
        self.users = [one for one in found if one.has_usable_password()]
        return email


class NewPasswordForm(Worded, allauth_forms.ResetPasswordKeyForm):
    """The new password, twice."""

    labels = {"password1": _("New password"), "password2": _("New password, once more")}


class ChangePasswordForm(Worded, allauth_forms.ChangePasswordForm):
    """The password there is, and the new one twice."""

    labels = {"oldpassword": _("Password now"), **NewPasswordForm.labels}


class AgainForm(Worded, allauth_forms.ReauthenticateForm):
    """The password once more, before something about signing in is changed."""

    labels = {"password": _("Password")}


class CodeForm(Worded, mfa_forms.AuthenticateForm):
    """Six digits, or a recovery code; a wrong one is noted."""

    labels = {"code": _("Code")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"class": "code6", "inputmode": "numeric", "maxlength": "8"}

    def clean_code(self) -> str:
        try:
            return str(super().clean_code())
        except ValidationError:
            note_refusal(self.user, why="code")
            raise


class CodeAgainForm(CodeForm, mfa_forms.ReauthenticateForm):
    """The same before something about signing in is changed."""


class AuthenticatorForm(Worded, ActivateTOTPForm):
    """The first code of a new authenticator."""

    labels = {"code": _("Six digits")}


class KeyForm(Worded, AddWebAuthnForm):
    """A security key or the lock of a device, and whether it signs in alone."""

    labels = {"name": _("Name of this key"), "passwordless": _("Sign in with this key alone, without a password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].help_text = _("It asks for your finger, your face or its own number then.")


class AccountForm(forms.Form):
    """What is known of the owner of an account."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)


class NewAccountForm(AccountForm):
    """The same, with the name to sign in with."""

    username = forms.CharField(label=_("User name"), max_length=150)
    field_order = ["username"]


class FirstPasswordForm(forms.Form):
    """The first password of an account, twice."""

    password1 = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )
    password2 = forms.CharField(
        label=_("Password, once more"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "password1" in data and data["password1"] != data.get("password2"):
            self.add_error("password2", _("These two are not the same."))
        return data
