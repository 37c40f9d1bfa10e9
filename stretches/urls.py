from django.urls import path, re_path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("stretches/", views.exercise_list, name="exercise_list"),
    path("stretches/print/", views.sheet_all, name="sheet_all"),
    path("stretches/<slug:slug>/", views.exercise_detail, name="exercise_detail"),
    path("stretches/<slug:slug>/print/", views.exercise_sheet, name="exercise_sheet"),
    path("stretches/<slug:slug>/figure.svg", views.exercise_figure, name="exercise_figure"),
    path("figures/", views.figure_sheet, name="figure_sheet"),
    re_path(r"^figures/(?P<digest>[0-9a-f]{64})\.svg$", views.drawing, name="drawing"),
    path("questions/", views.question_list, name="question_list"),
    path("questions/<slug:slug>/", views.question_detail, name="question_detail"),
]
