from complaints.models.complaint import Complaint, Note, Option
from complaints.models.promises import FollowUp, Promise, Ring
from complaints.models.scheme import Category, Rung, Severity

__all__ = [
    "Category",
    "Complaint",
    "FollowUp",
    "Note",
    "Option",
    "Promise",
    "Ring",
    "Rung",
    "Severity",
]
