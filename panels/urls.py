"""Addresses of the pages that enter and decide invitations."""

from django.urls import URLPattern

app_name = "panels"
urlpatterns: list[URLPattern] = []
