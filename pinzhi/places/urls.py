from django.urls import path

from pinzhi.places.views import equipment, holidays, organisation, places, rights, sites

app_name = "places"
urlpatterns = [
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/mine/", organisation.my_roles, name="my_roles"),
    path("organisation/add/", organisation.node_found, name="node_found"),
    path("organisation/<int:pk>/", organisation.node, name="node"),
    path("organisation/<int:pk>/add/", organisation.node_add, name="node_add"),
    path("organisation/<int:pk>/rename/", organisation.node_rename, name="node_rename"),
    path("organisation/<int:pk>/move/", organisation.node_move, name="node_move"),
    path("organisation/<int:pk>/site/", sites.site_add, name="site_add"),
    path("organisation/<int:pk>/grant/", organisation.grant, name="grant"),
    path("organisation/roles/<int:pk>/end/", rights.membership_end, name="membership_end"),
    path("organisation/roles/<int:pk>/delegate/", rights.delegation_ask, name="delegation_ask"),
    path(
        "organisation/delegations/<int:pk>/approve/",
        rights.delegation_approve,
        name="delegation_approve",
    ),
    path(
        "organisation/delegations/<int:pk>/refuse/",
        rights.delegation_refuse,
        name="delegation_refuse",
    ),
    path(
        "organisation/delegations/<int:pk>/withdraw/",
        rights.delegation_withdraw,
        name="delegation_withdraw",
    ),
    path("sites/unanswered/", sites.unanswered, name="unanswered"),
    path("sites/<int:pk>/", sites.site, name="site"),
    path("sites/<int:pk>/edit/", sites.site_edit, name="site_edit"),
    path("sites/<int:pk>/tree/", places.place_tree, name="place_tree"),
    path("sites/<int:pk>/unanswered/", sites.site_unanswered, name="site_unanswered"),
    path("sites/<int:pk>/places/add/", places.place_add, name="place_add"),
    path("sites/<int:pk>/equipment/add/", equipment.equipment_add, name="equipment_add"),
    path("sites/<int:pk>/holidays/add/", holidays.site_holiday_add, name="site_holiday_add"),
    path("places/", places.place_list, name="place_list"),
    path("places/<int:pk>/", places.place, name="place"),
    path("places/<int:pk>/edit/", places.place_edit, name="place_edit"),
    path("places/<int:pk>/responsible/", places.place_responsible, name="place_responsible"),
    path("equipment/", equipment.equipment_list, name="equipment_list"),
    path("equipment/<int:pk>/", equipment.equipment, name="equipment"),
    path("equipment/<int:pk>/edit/", equipment.equipment_edit, name="equipment_edit"),
    path(
        "equipment/<int:pk>/responsible/",
        equipment.equipment_responsible,
        name="equipment_responsible",
    ),
    path("equipment/<int:pk>/status/", equipment.equipment_status, name="equipment_status"),
    path("equipment/<int:pk>/card/", equipment.entry_add, name="entry_add"),
    path("holidays/", holidays.holiday_list, name="holiday_list"),
    path("holidays/add/", holidays.holiday_add, name="holiday_add"),
    path("holidays/<int:pk>/remove/", holidays.holiday_remove, name="holiday_remove"),
    path("t/<uuid:tag>/", places.tag, name="tag"),
]
