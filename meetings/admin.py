"""Django's admin for reference data, to look at; nothing is changed there, accounts least of all.

Who may enter is decided by our own table of rights: staff and superuser marks open nothing.
"""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import Alias, Country, Forum, Grouping, GroupMember, Honorific, Organisation
from meetings.rights import Right, may


class OfficeAdmin(admin.AdminSite):
    """The admin pages, open to the group *admin* alone."""

    site_header = site_title = _("Reference data")
    index_title = _("Reference data of the office")

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Right.ADMINISTER)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The office has one page to sign in; nothing of the admin is shown before."""
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One way to a new password: the one that is limited and noted."""
        return redirect("password_change")

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("logout")


office_admin = OfficeAdmin(name="admin")


class RightsOfOurOwn:
    """Every permission of Django's admin is the one right *administer*."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Right.ADMINISTER)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request.user, Right.ADMINISTER)

    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request.user, Right.ADMINISTER)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted here: an account is made inactive, reference data changes in its files."""
        return False


class ReferenceAdmin(RightsOfOurOwn, admin.ModelAdmin):
    """Reference data, to look at: it comes from the project's files and from the answers people give."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


office_admin.register([Alias, Honorific, Country, Organisation, Grouping, GroupMember, Forum], ReferenceAdmin)
