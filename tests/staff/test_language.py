"""Chinese first; whoever chooses English reads English, before sign-in and after."""

from django.test import Client

from tests.cast import PASSWORD, Cast


def speaks(client: Client, path: str) -> str:
    return client.get(path).headers["Content-Language"]


def test_the_door_speaks_chinese_whatever_the_browser_asks(client: Client, db: None) -> None:
    response = client.get("/sign-in/", headers={"Accept-Language": "en"})
    assert response.headers["Content-Language"] == "zh-hans"


def test_a_choice_at_the_door_stays_at_this_desk(client: Client, db: None) -> None:
    client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert speaks(client, "/sign-in/") == "en"


def test_ones_own_language_beats_the_desks(client: Client, cast: Cast) -> None:
    client.post("/language/", {"language": "en"})
    client.post("/sign-in/", {"username": "receptionist", "password": PASSWORD})
    assert speaks(client, "/me/") == "zh-hans"


def test_a_choice_after_sign_in_is_kept_with_the_person(client: Client, cast: Cast) -> None:
    client.force_login(cast.receptionist)
    client.post("/language/", {"language": "en"})
    other_desk = Client()
    other_desk.force_login(cast.receptionist)
    assert speaks(other_desk, "/me/") == "en"


def test_an_unknown_language_changes_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.receptionist)
    client.post("/language/", {"language": "xx<script>"})
    assert speaks(client, "/me/") == "zh-hans"
