from django.urls import path

from pinzhi.plans.views import adjusting, calendar, draws, handing, modes, plans, starting, tasks

app_name = "plans"
urlpatterns = [
    path("tasks/", tasks.task_list, name="task_list"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("tasks/<int:pk>/assign/", tasks.assign, name="assign"),
    path("tasks/<int:pk>/give-back/", tasks.give_back, name="give_back"),
    path("tasks/<int:pk>/cancel/", tasks.cancel, name="cancel"),
    path("tasks/<int:pk>/restore/", tasks.restore, name="restore"),
    path("tasks/<int:pk>/take-over/", handing.take_over, name="take_over"),
    path("tasks/<int:pk>/hand-on/", handing.offer_form, name="offer_form"),
    path("tasks/<int:pk>/offer/", handing.offer, name="offer"),
    path("tasks/offers/", handing.offers, name="offers"),
    path("tasks/offers/<int:pk>/accept/", handing.accept, name="offer_accept"),
    path("tasks/offers/<int:pk>/decline/", handing.decline, name="offer_decline"),
    path("sites/<int:site>/draws/", draws.draws, name="draws"),
    path("sites/<int:site>/draws/<int:pk>/", draws.draw, name="draw"),
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
