from decimal import Decimal

from django.db import migrations

PRICES = (
    ("minibar", "矿泉水", "Mineral water", "8"),
    ("minibar", "可乐", "Cola", "12"),
    ("minibar", "啤酒", "Beer", "18"),
    ("minibar", "方便面", "Instant noodles", "15"),
    ("minibar", "巧克力", "Chocolate", "25"),
    ("missing", "浴巾", "Bath towel", "80"),
    ("missing", "浴袍", "Bathrobe", "280"),
    ("missing", "衣架", "Hanger", "20"),
    ("missing", "电吹风", "Hairdryer", "180"),
    ("damage", "玻璃杯", "Glass", "20"),
    ("damage", "床单污染", "Stained sheet", "120"),
    ("damage", "地毯烟洞", "Cigarette burn in the carpet", "300"),
)


def fill(apps, schema_editor):
    items = apps.get_model("housekeeping", "PricedItem")
    items.objects.bulk_create(
        items(kind=kind, name_zh=zh, name_en=en, price=Decimal(price), sort=sort)
        for sort, (kind, zh, en, price) in enumerate(PRICES, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("housekeeping", "0001_floors")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
