"""What people type about reservations and stays. Forms know shapes; services know the rules."""

from hotel.stays.forms.booking import BookingForm, GroupForm
from hotel.stays.forms.changing import ChangeForm, ContactForm, EtaForm, MoveForm, ReasonForm
from hotel.stays.forms.living import BaggageForm, BedsForm, ExtendForm, PersonForm, ReturnForm

__all__ = [
    "BaggageForm",
    "BedsForm",
    "BookingForm",
    "ChangeForm",
    "ContactForm",
    "EtaForm",
    "ExtendForm",
    "GroupForm",
    "MoveForm",
    "PersonForm",
    "ReasonForm",
    "ReturnForm",
]
