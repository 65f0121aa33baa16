"""The house rules as they stand now."""

from django.db.models import CharField, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from hotel.house.models import HouseRules
from hotel.web.prepared import Prepared

_kept = Prepared(
    lambda: HouseRules.objects.filter(pk=1),
)


def rules() -> HouseRules:
    """The hotel's rules, or the shipped ones where nobody has changed any. One query; keep what it returns."""
    return _kept.one() or HouseRules()


def version_query() -> Subquery:
    """Which version of the row stands: PostgreSQL gives a changed row another place or writer."""
    mark = RawSQL("xmin::text || ctid::text", (), output_field=CharField())
    return Subquery(HouseRules.objects.filter(pk=1).values(mark=mark)[:1])


def rule_query(name: str) -> Coalesce:
    """One rule, to be asked along with something else; the shipped one where nobody has changed any."""
    stands = Subquery(HouseRules.objects.filter(pk=1).values(name)[:1])
    return Coalesce(stands, Value(getattr(HouseRules(), name)))


_last: tuple[str, HouseRules] = ("", HouseRules())


def rules_of(version: str | None) -> HouseRules:
    """The rules, asked for again only when their row is not the version this process read last.

    They are read after their version, so a label may be older than its rules, never newer. Not to be
    changed: pages of other people show the same object.
    """
    global _last
    if version is None:
        return HouseRules()
    if _last[0] != version:
        _last = (version, rules())
    return _last[1]
