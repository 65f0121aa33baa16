"""The notice as it is taken on the telephone, and the small forms of a visit's page."""

from vip.forms.acts import (
    AnnounceForm,
    ApproveForm,
    ArrivalForm,
    CancelForm,
    DepartureForm,
    LevelForm,
    OutForm,
    PlainForm,
    ReasonForm,
    ResumeForm,
    RoomForm,
    VisitForm,
)
from vip.forms.notice import NoticeForm, blank, copied_from, initial_of

__all__ = [
    "AnnounceForm",
    "ApproveForm",
    "ArrivalForm",
    "CancelForm",
    "DepartureForm",
    "LevelForm",
    "NoticeForm",
    "OutForm",
    "PlainForm",
    "ReasonForm",
    "ResumeForm",
    "RoomForm",
    "VisitForm",
    "blank",
    "copied_from",
    "initial_of",
]
