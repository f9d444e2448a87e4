"""Django's admin for accounts and reference data; the record itself is never edited there.

Who may enter is decided by our own table of rights: staff and superuser marks open nothing.
"""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import Alias, Country, Forum, Grouping, GroupMember, Honorific, Organisation
from meetings.rights import Right, may


class OfficeAdmin(admin.AdminSite):
    """The admin pages, open to the group *admin* alone."""

    site_header = site_title = _("Accounts and reference data")
    index_title = _("Accounts and reference data of the office")

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Right.ADMINISTER)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The office has one page to sign in; nothing of the admin is shown before."""
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))


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


class AccountAdmin(RightsOfOurOwn, UserAdmin):
    """Accounts and their groups; the marks that grant nothing are not shown."""

    list_display = ("username", "first_name", "last_name", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    filter_horizontal = ("groups",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email")}),
        (_("Rights"), {"fields": ("is_active", "groups")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")


class ReferenceAdmin(RightsOfOurOwn, admin.ModelAdmin):
    """Reference data, to look at: it comes from the project's files and from the answers people give."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


office_admin.register(User, AccountAdmin)
office_admin.register([Alias, Honorific, Country, Organisation, Grouping, GroupMember, Forum], ReferenceAdmin)
