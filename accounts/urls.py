"""Addresses under /accounts/. allauth's follow after these; the two it shares are answered here."""

from django.urls import path

from accounts import entrance, views

urlpatterns = [
    path("", views.account, name="account"),
    path("settings/", views.account_settings, name="account_settings"),
    path("player/", views.save_player, name="save_player"),
    path("clinician/", views.account_clinician, name="account_clinician"),
    path("privacy/", views.privacy, name="privacy"),
    path("erase/", views.erase_account, name="erase_account"),
    path("goodbye/", views.goodbye, name="goodbye"),
    path("signup/", entrance.account_signup, name="account_signup"),
    path("password/reset/", entrance.account_reset_password, name="account_reset_password"),
]
