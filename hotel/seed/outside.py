"""Two ways out of the demo hotel, to addresses that cannot exist and out of use until somebody
puts real ones in: nothing leaves a demo."""

from hotel.notifications.outside import services
from hotel.seed.crew import Crew
from hotel.staff import selectors as staff

GROUP = "https://qyapi.weixin.invalid/cgi-bin/webhook/send?key=demo-0000"
MAILBOX = "reception@linxi-hotel.invalid"


def arrange_channels(crew: Crew) -> None:
    """The floors' group chat and the counter's mailbox."""
    by = crew.role("general_manager")
    services.add_channel(
        by=by,
        name="客房部企业微信群",
        department=staff.department("housekeeping"),
        kind="wecom",
        address=GROUP,
        roles_too=True,
        active=False,
    )
    services.add_channel(
        by=by,
        name="前厅部邮箱",
        department=staff.department("front_office"),
        kind="email",
        address=MAILBOX,
        levels=["alarm"],
        active=False,
    )
