"""How the demo's guests arrive: everybody's document, a deposit, keys, as of a past moment."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from frontdesk import services
from frontdesk.models import Registration
from frontdesk.selectors.arriving import proposed_deposit
from frontdesk.services import Deposit, PersonRegistered
from hotel.guests import selectors as people
from hotel.guests.models import DocumentKind
from hotel.seed.people import Invented
from hotel.stays import selectors as stays
from hotel.web import clock

if TYPE_CHECKING:
    from hotel.seed.present import Season
    from hotel.stays.models import Stay

SUBMITTED_AFTER = timedelta(minutes=12)
# Of today's registrations every third still waits to be submitted.
LEFT_OPEN = 3


def arrive(season: "Season", stay: "Stay", at: datetime, **how: Any) -> None:
    """Check a stay in as the counter did at that moment, and submit the registrations.

    `how` are further facts of the check-in: `place`, `signed`.
    """
    persons = [_main(season, stay)]
    persons += [_companion(season) for _ in range(stay.persons - 1)]
    services.check_in(
        stay.pk,
        by=season.desk,
        form_token=UUID(int=season.dice.getrandbits(128)),
        persons=persons,
        deposit=Deposit(
            proposed_deposit(stay), season.dice.choice(("cash", "wechat", "alipay", "card"))
        ),
        keys=stay.persons,
        at=at,
        **how,
    )
    _submit(season, stay, at)


def _main(season: "Season", stay: "Stay") -> PersonRegistered:
    """The booked guest with the document on file, or with one shown now."""
    guest = stay.guest
    held = people.documents_of([guest.pk]).get(guest.pk, [])
    if not held:
        person = _resident(season, guest.sex)
        return PersonRegistered(
            guest_id=guest.pk, kind=person.document_kind, number=person.document_number
        )
    if held[-1].kind != DocumentKind.PASSPORT_FOREIGN:
        return PersonRegistered(guest_id=guest.pk)
    return PersonRegistered(
        guest_id=guest.pk,
        visa=f"L {season.dice.randint(10**7, 10**8 - 1)}",
        entry_date=stay.arrival - timedelta(days=season.dice.randint(0, 9)),
        entry_port=season.dice.choice(("上海浦东机场", "广州白云机场", "长沙黄花机场")),
    )


def _companion(season: "Season") -> PersonRegistered:
    person = _resident(season)
    return PersonRegistered(
        facts={"name_zh": person.name_zh, "sex": person.sex},
        kind=person.document_kind,
        number=person.document_number,
    )


def _resident(season: "Season", sex: str = "") -> Invented:
    """Somebody invented with a resident ID, of that sex where one is given."""
    return next(
        person
        for person in season.people
        if person.document_kind == DocumentKind.RESIDENT_ID and sex in ("", person.sex)
    )


def _submit(season: "Season", stay: "Stay", at: datetime) -> None:
    today = stays.business_date() >= clock.today()
    for row in Registration.objects.filter(stay=stay):
        if today and row.pk % LEFT_OPEN == 0:
            continue
        receipt = f"HN{at:%y%m%d}{row.pk:05d}"
        moment = min(at + SUBMITTED_AFTER, clock.now())
        services.submit_registration(row.pk, receipt, by=season.desk, at=moment)
