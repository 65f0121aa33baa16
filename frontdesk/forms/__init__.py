"""What the counter types. Forms know shapes; `frontdesk.persons` and the services know the rules."""

from frontdesk.forms.arriving import CheckInForm, WalkInForm
from frontdesk.forms.persons import Party, PersonForm

__all__ = ["CheckInForm", "Party", "PersonForm", "WalkInForm"]
