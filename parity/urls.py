"""Addresses: the desk and the results; each app owns its own."""

from django.contrib.auth import views as auth_views
from django.urls import include, path

from meetings.admin import office_admin
from parity import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("accounts/login/", auth_views.LoginView.as_view(), name="login"),
    path("accounts/logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("accounts/password/", auth_views.PasswordChangeView.as_view(), name="password_change"),
    path("accounts/password/done/", auth_views.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("admin/", office_admin.urls),
    path("", include("meetings.urls")),
    path("", include("reports.urls")),
]
handler400 = "parity.errors.bad_request"
handler403 = "parity.errors.forbidden"
handler404 = "parity.errors.not_found"
handler500 = "parity.errors.server_error"
