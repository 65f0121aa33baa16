"""What people type about reservations and stays. Forms know shapes; services know the rules."""

from hotel.stays.forms.booking import BookingForm, GroupForm
from hotel.stays.forms.changing import ChangeForm, ContactForm, EtaForm, MoveForm, ReasonForm

__all__ = [
    "BookingForm",
    "ChangeForm",
    "ContactForm",
    "EtaForm",
    "GroupForm",
    "MoveForm",
    "ReasonForm",
]
