from django.urls import path, re_path

from pinzhi.people.views import absences, postings, profile, roster, second_factor, staff

app_name = "people"
urlpatterns = [
    path("", staff.staff_list, name="staff_list"),
    path("new/", staff.staff_new, name="staff_new"),
    path("me/", profile.profile, name="profile"),
    path("me/language/", profile.language, name="language"),
    path("me/sessions/<int:pk>/end/", profile.session_end, name="session_end"),
    path("second-factor/", second_factor.rule_list, name="second_factor_rules"),
    path("second-factor/set/", second_factor.rule_set, name="second_factor_rule_set"),
    path("roster/", roster.roster_choose, name="roster_choose"),
    path("roster/<int:site>/", roster.roster, name="roster"),
    path("roster/<int:site>/absences/", absences.absences, name="absences"),
    path("roster/<int:site>/leave/", absences.leave_ask, name="leave_ask"),
    path("roster/<int:site>/swap/", absences.swap_ask, name="swap_ask"),
    path("leave/<int:pk>/grant/", absences.leave_grant, name="leave_grant"),
    path("leave/<int:pk>/refuse/", absences.leave_refuse, name="leave_refuse"),
    path("leave/<int:pk>/withdraw/", absences.leave_withdraw, name="leave_withdraw"),
    re_path(
        r"^swaps/(?P<pk>[0-9]+)/(?P<answer>accept|refuse|withdraw)/$",
        absences.swap_answer,
        name="swap_answer",
    ),
    path("postings/<int:pk>/end/", postings.posting_end, name="posting_end"),
    path("<int:pk>/", staff.staff_page, name="staff"),
    path("<int:pk>/edit/", staff.edit, name="staff_edit"),
    path("<int:pk>/retire/", staff.retire, name="staff_retire"),
    path("<int:pk>/reinstate/", staff.reinstate, name="staff_reinstate"),
    path("<int:pk>/password/", staff.password, name="staff_password"),
    path("<int:pk>/second-factor/", staff.reset_second_factor, name="staff_second_factor"),
    path("<int:pk>/phone/", staff.phone, name="staff_phone"),
    path("<int:pk>/postings/<int:site>/", staff.posting_new, name="posting_new"),
]
