"""What the questions about work share: prepared parameters, and what counts as settled."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, CharField

from hotel.web.prepared import Param
from hotel.work.models import Status

SETTLED = (Status.DONE, Status.NOT_APPLICABLE, Status.CANCELLED)
HEAVY = ("evidence", "evidence_spec")  # what no board shows
IDS = ArrayField(BigIntegerField())
WORDS = ArrayField(CharField())
DEPARTMENT = Param("department", BigIntegerField())
