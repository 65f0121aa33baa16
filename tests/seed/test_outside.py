"""Nothing leaves a demo."""

import pytest

from hotel.notifications.models import Channel
from hotel.seed.crew import hire_crew
from hotel.seed.outside import arrange_channels
from hotel.staff import defaults


@pytest.mark.django_db
def test_the_demos_channels_are_out_of_use_and_lead_nowhere() -> None:
    defaults.load()
    arrange_channels(hire_crew())

    channels = list(Channel.objects.all())
    assert {channel.kind for channel in channels} == {"wecom", "email"}
    assert not any(channel.active for channel in channels)
    assert all(".invalid" in channel.address for channel in channels)
