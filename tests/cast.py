"""The people of every test: one for each role, all with the same password.

`cast.receptionist`, `cast.general_manager`, … — the attribute, the staff number and the role's code are one word.
"""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from hotel.staff import defaults, services
from hotel.staff.models import Department, Role, User
from tests.kept import kept

if TYPE_CHECKING:
    from django.test import Client

PASSWORD = "yingbin-2026"

NAMES = {
    "general_manager": ("秦望川", "Qin Wangchuan"),
    "deputy_gm": ("卢清和", "Lu Qinghe"),
    "gm_office": ("贺知微", "He Zhiwei"),
    "duty_manager": ("陶景行", "Tao Jingxing"),
    "assistant_manager": ("孟听雨", "Meng Tingyu"),
    "department_head": ("白予安", "Bai Yu'an"),
    "fo_manager": ("严霁月", "Yan Jiyue"),
    "fo_supervisor": ("章若谷", "Zhang Ruogu"),
    "receptionist": ("林见夏", "Lin Jianxia"),
    "cashier": ("顾小满", "Gu Xiaoman"),
    "operator": ("叶听秋", "Ye Tingqiu"),
    "hk_manager": ("蒋慕云", "Jiang Muyun"),
    "hk_supervisor": ("周若溪", "Zhou Ruoxi"),
    "room_attendant": ("罗小满", "Luo Xiaoman"),
    "pa_cleaner": ("丁春生", "Ding Chunsheng"),
    "fnb_supervisor": ("范知味", "Fan Zhiwei"),
    "sales_manager": ("苏远航", "Su Yuanhang"),
    "greeter_lead": ("沈如意", "Shen Ruyi"),
    "etiquette": ("唐宛如", "Tang Wanru"),
    "security_officer": ("石守义", "Shi Shouyi"),
    "engineer": ("鲁大匠", "Lu Dajiang"),
    "recreation_supervisor": ("乐无忧", "Le Wuyou"),
    "business_clerk": ("文思远", "Wen Siyuan"),
    "night_auditor": ("夏夜明", "Xia Yeming"),
    "admin": ("管慎行", "Guan Shenxing"),
}  # fmt: skip
# These two roles stand in no department of their own.
DEPARTMENTS = {"department_head": "human_resources"}


class Cast(SimpleNamespace):
    """One member of staff for each role, by its code."""

    def __iter__(self) -> Any:
        return iter(vars(self).values())

    def holding(self, code: str) -> User:
        user: User = getattr(self, code)
        return user


def hire_cast() -> Cast:
    """Load departments and roles, and take on one person for each role."""
    defaults.load()
    people = {}
    for role in Role.objects.filter(dynamic=False).select_related("department"):
        zh, en = NAMES[role.code]
        department = role.department or Department.objects.get(code=DEPARTMENTS[role.code])
        people[role.code] = services.hire(
            username=role.code,
            name_zh=zh,
            name_en=en,
            department=department,
            roles=[role],
            password=PASSWORD,
            by=None,
        )
    return Cast(**people)


@pytest.fixture
def cast(db: None) -> Cast:
    kept("cast", hire_cast)
    return everybody()


def everybody() -> Cast:
    """The cast as it stands in the database."""
    people = User.objects.select_related("department").filter(username__in=NAMES)
    return Cast(**{user.username: user for user in people})


@pytest.fixture
def enter(client: "Client") -> Any:
    """`enter(cast.receptionist)` gives a browser in which that person is signed in."""

    def sign_in(user: User) -> "Client":
        client.force_login(user)
        return client

    return sign_in
