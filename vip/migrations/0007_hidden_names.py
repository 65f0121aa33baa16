from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vip", "0006_seeing")]

    operations = [
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("confidential", True)),
                fields=["stay"],
                name="vip_visit_hidden",
            ),
        ),
    ]
