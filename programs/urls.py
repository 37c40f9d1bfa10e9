"""Addresses of following a program. Names equal the views' function names."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from .dates import DayConverter
from .views import (
    adjustment,
    build,
    checkin,
    clinician,
    easing,
    emergency,
    entry,
    history,
    notice,
    patient,
    pause,
    plan,
    player,
    prescription,
    program,
    replan,
    reschedule,
    rule,
    screening,
    session,
    today,
    week,
)


class KeyConverter(IntConverter):
    """The key of a row. A number that no database holds is no address: 404."""

    regex = "[0-9]{1,18}"


register_converter(DayConverter, "day")
register_converter(KeyConverter, "key")


urlpatterns = [
    path("programs/", program.program_list, name="program_list"),
    path("programs/which/", program.program_finder, name="program_finder"),
    path("programs/<slug:slug>/", program.program_detail, name="program_detail"),
    path("programs/<slug:slug>/start/", plan.plan_start, name="plan_start"),
    path("plans/", plan.plan_list, name="plan_list"),
    path("plans/<key:pk>/", plan.plan_detail, name="plan_detail"),
    path("plans/<key:pk>/end/", plan.plan_end, name="plan_end"),
    path("plans/new/", build.plan_new, name="plan_new"),
    path("plans/<key:pk>/pause/", pause.plan_pause, name="plan_pause"),
    path("plans/<key:pk>/pauses/<key:pause_pk>/end/", pause.pause_end, name="pause_end"),
    path("plans/<key:pk>/clinician/", clinician.plan_clinician, name="plan_clinician"),
    path("plans/<key:pk>/clinician/<key:access_pk>/end/", clinician.clinician_end, name="clinician_end"),
    path("plans/<key:pk>/edit/", prescription.plan_edit, name="plan_edit"),
    path("plans/<key:pk>/add/", prescription.prescription_add, name="prescription_add"),
    path("plans/<key:pk>/order/", prescription.plan_order, name="plan_order"),
    path("plans/<key:pk>/edit/<slug:slug>/", prescription.prescription_edit, name="prescription_edit"),
    path("plans/<key:pk>/edit/<slug:slug>/hide/", prescription.prescription_hide, name="prescription_hide"),
    path("plans/<key:pk>/edit/<slug:slug>/show/", prescription.prescription_show, name="prescription_show"),
    path("plans/<key:pk>/edit/<slug:slug>/swap/", prescription.prescription_swap, name="prescription_swap"),
    path("plans/<key:pk>/edit/<slug:slug>/<slug:kind>/form/", prescription.prescription_form, name="prescription_form"),
    path("plans/<key:pk>/days/", replan.plan_days, name="plan_days"),
    path("plans/<key:pk>/repeat/", replan.plan_repeat, name="plan_repeat"),
    path("plans/<key:pk>/go-on/", replan.plan_go_on, name="plan_go_on"),
    path("patients/", patient.patient_list, name="patient_list"),
    path("patients/join/", patient.patient_join, name="patient_join"),
    path("patients/<key:pk>/", patient.patient_detail, name="patient_detail"),
    path("patients/<key:pk>/exercises/<slug:slug>/", patient.patient_exercise, name="patient_exercise"),
    path("patients/<key:pk>/numbers/", patient.patient_numbers, name="patient_numbers"),
    path("patients/<key:pk>/numbers/<slug:name>/", patient.patient_number, name="patient_number"),
    path("patients/<key:pk>/note/", patient.patient_note, name="patient_note"),
    path("patients/<key:pk>/leave/", patient.patient_leave, name="patient_leave"),
    path("today/", today.today, name="today"),
    path("week/", week.week, name="week"),
    path("week/<day:day>/", week.week, name="week"),
    path("sessions/<key:pk>/move/", reschedule.session_move, name="session_move"),
    path("sessions/<key:pk>/skip/", reschedule.session_skip, name="session_skip"),
    path("sessions/<key:pk>/unskip/", reschedule.session_unskip, name="session_unskip"),
    path("sessions/<key:pk>/shorten/", easing.session_shorten, name="session_shorten"),
    path("sessions/<key:pk>/bad-day/", easing.session_bad_day, name="session_bad_day"),
    path("sessions/<key:pk>/sore-day/", easing.session_sore_day, name="session_sore_day"),
    path("sessions/<key:pk>/", session.session_detail, name="session_detail"),
    path("sessions/<key:pk>/begin/", session.session_begin, name="session_begin"),
    path("sessions/<key:pk>/finish/", session.session_finish, name="session_finish"),
    path("sessions/<key:pk>/summary/", session.session_summary, name="session_summary"),
    path("sessions/<key:pk>/entries/<slug:slug>/", entry.entry_save, name="entry_save"),
    path("sessions/<key:pk>/checkins/<slug:kind>/", checkin.checkin_session, name="checkin_session"),
    path("sessions/<key:pk>/place/", player.session_place, name="session_place"),
    path("whoami/", player.whoami, name="whoami"),
    path("checkins/morning/", checkin.checkin_morning, name="checkin_morning"),
    path("checkins/new/", checkin.checkin_new, name="checkin_new"),
    path("checkins/<key:pk>/", checkin.checkin_edit, name="checkin_edit"),
    path("checkins/<key:pk>/delete/", checkin.checkin_delete, name="checkin_delete"),
    path("screening/", screening.screening, name="screening"),
    path("screening/result/", screening.screening_result, name="screening_result"),
    path("screening/unlock/<slug:kind>/", screening.screening_unlock, name="screening_unlock"),
    path("screening/clear/<slug:slug>/<slug:condition>/", screening.screening_clear, name="screening_clear"),
    path("notices/", notice.notice_list, name="notice_list"),
    path("notices/<key:pk>/acknowledge/", notice.notice_acknowledge, name="notice_acknowledge"),
    path("adjustments/", adjustment.adjustment_list, name="adjustment_list"),
    path("adjustments/<key:pk>/undo/", adjustment.adjustment_undo, name="adjustment_undo"),
    path("rules/", rule.rule_list, name="rule_list"),
    path("emergency/", emergency.emergency, name="emergency"),
    path("progress/", history.progress, name="progress"),
    path("progress/history/", history.history, name="history"),
]
