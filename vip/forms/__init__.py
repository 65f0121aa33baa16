"""The notice as it is taken on the telephone, and the small forms of a visit's page."""

from vip.forms.acts import (
    AnnounceForm,
    ApproveForm,
    ArrivalForm,
    BackForm,
    CancelForm,
    DepartureForm,
    LetInForm,
    LevelForm,
    OccasionsForm,
    OutForm,
    PlainForm,
    ReasonForm,
    ResumeForm,
    RoomForm,
    VisitForm,
)
from vip.forms.notice import NoticeForm, blank, copied_from, initial_of
from vip.forms.party import ChangeMemberForm, EntryForm, LineUpForm, MemberForm, MoreRoomForm

__all__ = [
    "AnnounceForm",
    "ApproveForm",
    "ArrivalForm",
    "BackForm",
    "CancelForm",
    "ChangeMemberForm",
    "DepartureForm",
    "EntryForm",
    "LetInForm",
    "LevelForm",
    "LineUpForm",
    "MemberForm",
    "MoreRoomForm",
    "NoticeForm",
    "OccasionsForm",
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
