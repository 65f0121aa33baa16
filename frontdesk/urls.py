from django.urls import URLPattern, path

from frontdesk.views import (
    arrivals,
    arriving,
    departures,
    in_house,
    keys,
    leaving,
    registering,
    walking_in,
)

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
    path("arrivals/", arrivals.arrivals, name="arrivals"),
    path("check-in/guests/", arriving.guest_hits, name="guest-hits"),
    path("check-in/row/", arriving.person_row, name="person-row"),
    path("check-in/document/", arriving.look_at_document, name="look-at-document"),
    path("check-in/<int:stay_id>/", arriving.check_in, name="check-in"),
    path("check-in/<int:stay_id>/done/", arriving.checked_in, name="checked-in"),
    path("check-in/<int:stay_id>/form/", arriving.registration_form, name="registration-form"),
    path("check-in/<int:stay_id>/person/", registering.register_person, name="register-person"),
    path("walk-in/", walking_in.walk_in, name="walk-in"),
    path("walk-in/left/", walking_in.walk_in_left, name="walk-in-left"),
    path("registrations/", registering.registrations, name="registrations"),
    path("registrations/export/", registering.export, name="export-registrations"),
    path(
        "registrations/<int:registration_id>/submit/",
        registering.submit,
        name="submit-registration",
    ),
    path("keys/<int:stay_id>/issue/", keys.issue, name="issue-key"),
    path("keys/<int:card_id>/return/", keys.take_back, name="return-key"),
    path("keys/<int:card_id>/lose/", keys.lose, name="lose-key"),
]
