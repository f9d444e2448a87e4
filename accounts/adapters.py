"""Where allauth asks this office: limits, trail, mails and messages of signing in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import RateLimited
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.sign_in import note_password, note_refusal, note_second_step, note_sign_in
from accounts.devices import device_of
from accounts.hashing import Crowded, room_to_hash
from accounts.mails import CHANGES, changed_mail, reset_mail, send
from accounts.sessions import BEGUN, DEVICE

NOTED_EVERY = 15 * 60
PASSWORD_CHANGED = "account/messages/password_changed.txt"


class OfficeAccounts(DefaultAccountAdapter):
    """Accounts are made by the office: nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """Whether this computer is asked again is a box beside the code, not a page of its own."""
        return [stage for stage in super().get_login_stages() if not stage.endswith(".TrustStage")]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """The limit comes before the hash. Raises ValidationError, and notes it, for who tried too often."""
        try:
            super().pre_authenticate(request, **credentials)
        except (RateLimited, ValidationError):
            # Once in a while: whoever goes on trying fills no trail.
            if cache.add(f"noted:{self._get_login_attempts_cache_key(request, **credentials)}", True, NOTED_EVERY):
                note_refusal(named(credentials), why="limit")
            raise ValidationError(too_often(), code="too_many_login_attempts") from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The account whose name and password these are; one password of this process is checked at a time."""
        try:
            with room_to_hash():
                return super().authenticate(request, **credentials)
        except Crowded:
            words = _("Many people are signing in at this moment. Wait a few seconds and try again.")
            raise ValidationError(words, code="crowded") from None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        note_refusal(named(credentials), why="password")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count for an account, whether its name or its address is typed."""
        account = named(credentials)
        return f"account:{account.pk}" if account else str(typed(credentials)).casefold()

    def post_login(self, request: HttpRequest, user: User, **about: Any) -> HttpResponse:
        """Note the sign-in, and what kind of device it was for the page of one's own sessions."""
        device = device_of(request.headers.get("User-Agent", ""))
        request.session[DEVICE], request.session[BEGUN] = device, timezone.now().isoformat()
        ways = [str(record["method"]) for record in get_authentication_records(request, user)]
        note_sign_in(user, ways=ways, device=device)
        return super().post_login(request, user, **about)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        note_refusal(user, why="closed")
        return super().respond_user_inactive(request, user)

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        note_password(user)

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _dash, token = key.partition("-")
        where = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return f"{settings.PARITY_ADDRESS}{where}"

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the owner; what changes their second step is noted, too."""
        app, _slash, what = template_prefix.rpartition("/")
        if app == "mfa/email":
            note_second_step(user, what=what)
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Our own words instead of allauth's, and nothing of what they do not know."""
        if template_prefix == "account/email/password_reset_key":
            subject, paragraphs = reset_mail(context)
        elif template_prefix in CHANGES:
            subject, paragraphs = changed_mail(CHANGES[template_prefix]())
        else:
            return
        send([email], subject, *paragraphs)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        if message_template == PASSWORD_CHANGED:
            messages.success(request, _("Your password is changed. Use it the next time you sign in."))
        elif kwargs.get("message"):
            messages.add_message(request, level, str(kwargs["message"]))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return str(self.get_login_redirect_url(request))


def typed(credentials: dict[str, Any]) -> str:
    """What was typed as user name or address."""
    return str(credentials.get("email") or credentials.get("username") or "")


def named(credentials: dict[str, Any]) -> User | None:
    """The account that was named, by its user name or its only address."""
    name = typed(credentials)
    by_name = User.objects.filter(username__iexact=name)[:2]
    found = list(by_name) or list(User.objects.filter(email__iexact=name)[:2])
    return found[0] if len(found) == 1 else None


def too_often() -> str:
    return _(
        "There were too many wrong passwords for this account or from your network. Wait 15 minutes and try again, "
        "or ask for a new password."
    )
