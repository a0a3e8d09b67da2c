from django.urls import path

from pinzhi.plans.views import adjusting, calendar, modes, plans, starting, tasks

app_name = "plans"
urlpatterns = [
    path("tasks/", tasks.task_list, name="task_list"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("tasks/<int:pk>/assign/", tasks.assign, name="assign"),
    path("tasks/<int:pk>/give-back/", tasks.give_back, name="give_back"),
    path("tasks/<int:pk>/cancel/", tasks.cancel, name="cancel"),
    path("tasks/<int:pk>/restore/", tasks.restore, name="restore"),
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/calendar/", calendar.calendar, name="calendar"),
    path("plans/start/", starting.start, name="start"),
    path("plans/start/<int:site>/<int:edition>/", starting.fitting, name="fitting"),
    path("plans/start/<int:site>/<int:edition>/all/", starting.adopt_all, name="adopt_all"),
    path("plans/start/<int:site>/<int:edition>/one/", starting.adopt_one, name="adopt_one"),
    path("sites/<int:site>/adjustments/", adjusting.adjustments, name="adjustments"),
    path("sites/<int:site>/adjustments/add/", adjusting.adjust, name="adjust"),
    path("adjustments/<int:pk>/decide/", adjusting.decide, name="adjustment_decide"),
    path("adjustments/<int:pk>/end/", adjusting.end, name="adjustment_end"),
    path("sites/<int:site>/modes/", modes.modes, name="modes"),
    path("sites/<int:site>/modes/begin/", modes.begin, name="mode_begin"),
    path("modes/<int:pk>/end/", modes.end, name="mode_end"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/pause/", plans.pause, name="plan_pause"),
    path("plans/<int:pk>/resume/", plans.resume, name="plan_resume"),
    path("plans/<int:pk>/end/", plans.end, name="plan_end"),
]
