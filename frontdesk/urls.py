from django.urls import URLPattern, path

from frontdesk.views import departures, in_house, leaving

app_name = "frontdesk"
urlpatterns: list[URLPattern] = [
    path("in-house/", in_house.in_house, name="in-house"),
    path("coming/", in_house.coming, name="coming"),
    path("departures/", departures.departures, name="departures"),
    path("check-out/<int:stay_id>/", leaving.check_out, name="check-out"),
    path("check-out/<int:stay_id>/inspect/", leaving.ask_inspection, name="ask-inspection"),
    path("check-out/<int:stay_id>/waive/", leaving.waive_inspection, name="waive-inspection"),
    path("check-out/<int:stay_id>/charge/", leaving.post_dues, name="post-dues"),
    path("check-out/<int:stay_id>/pay/", leaving.pay, name="pay"),
    path("check-out/<int:stay_id>/give-back/", leaving.give_back, name="give-back"),
    path("check-out/<int:stay_id>/invoice/", leaving.ask_invoice, name="ask-invoice"),
    path("invoices/", departures.invoices, name="invoices"),
    path("invoices/<int:invoice_id>/issue/", departures.issue, name="issue-invoice"),
    path("invoices/<int:invoice_id>/hand-over/", departures.hand_over, name="hand-over-invoice"),
]
