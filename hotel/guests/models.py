"""Guests as the hotel remembers them: who they are, what they like, how they prove it."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hotel.guests.names import in_latin
from hotel.guests.secret import EncryptedCharField
from hotel.web.bilingual import BilingualName, pick


class Sex(models.TextChoices):
    MALE = "M", _("male")
    FEMALE = "F", _("female")


class DocumentKind(models.TextChoices):
    """What counts as proof of identity (handbook B1.3)."""

    RESIDENT_ID = "resident_id", _("resident ID card")
    TEMPORARY_ID = "temporary_id", _("temporary ID card")
    HOUSEHOLD_BOOK = "household_book", _("household register")
    PASSPORT_CN = "passport_cn", _("Chinese passport")
    PASSPORT_FOREIGN = "passport_foreign", _("foreign passport")
    HM_PERMIT = "hm_permit", _("Hong Kong / Macao travel permit")
    TW_PERMIT = "tw_permit", _("Taiwan travel permit")
    HMT_RESIDENCE = "hmt_residence", _("Hong Kong, Macao, Taiwan residence permit")
    FOREIGNER_PR = "foreigner_pr", _("foreigner's permanent residence card")
    MILITARY = "military", _("military or police ID")
    OTHER = "other", _("other, with police certificate")


class PreferenceKind(models.TextChoices):
    """What the hotel remembers a guest likes (handbook B1.1)."""

    ROOM_NO = "room_no", _("room number")
    FLOOR = "floor", _("floor")
    ROOM_TYPE = "room_type", _("room type")
    BED_TYPE = "bed_type", _("bed")
    PILLOW_TYPE = "pillow_type", _("pillow")
    EXTRA_TOWELS = "extra_towels", _("extra towels")
    LAYOUT = "layout", _("layout of items and linen")
    TV_CHANNEL = "tv_channel", _("TV channel")
    TEA = "tea", _("tea")
    MAHJONG = "mahjong", _("mahjong")
    FOOD = "food_restrictions", _("food restrictions")
    NEWSPAPER = "newspaper", _("newspaper")
    SMOKING = "smoking", _("smoking")
    OTHER = "other", _("other")


class Company(BilingualName):
    """An organisation guests come from or that pays for them."""

    code = models.SlugField(_("code"), max_length=24, unique=True)
    credit_code = models.CharField(_("unified social credit code"), max_length=20, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=80, blank=True)
    contact_phone = EncryptedCharField(_("contact phone"), max_length=24, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("name_zh", "id")
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        constraints = [
            models.UniqueConstraint(
                name="guests_company_credit_code",
                fields=["credit_code"],
                condition=~Q(credit_code=""),
                violation_error_message=_("Another company has this credit code."),
            )
        ]

    @property
    def new_contact_phone(self) -> str:
        """The phone as pages and the journal may show it; the admin form's field has the same name."""
        from hotel.guests.phones import mask

        return mask(self.contact_phone) if self.contact_phone else ""


class Guest(models.Model):
    """A guest's profile (handbook B1.1). Written by `hotel.guests.services` only.

    `search` holds the name in every way people type it, see `hotel.guests.names.search_text`.
    """

    class CustomerClass(models.TextChoices):
        KEY = "key", _("key account")
        GENERAL = "general", _("general customer")
        POTENTIAL = "potential", _("potential customer")

    class Language(models.TextChoices):
        ZH = "zh", _("Chinese")
        EN = "en", _("English")
        OTHER = "other", _("other language")

    name_zh = models.CharField(_("Chinese name"), max_length=60, blank=True)
    surname_latin = models.CharField(_("Latin surname"), max_length=60, blank=True)
    given_latin = models.CharField(_("Latin given names"), max_length=80, blank=True)
    honorific = models.CharField(_("form of address"), max_length=20, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    nationality = models.CharField(_("nationality"), max_length=3, default="CHN")
    ethnicity = models.CharField(_("ethnic group"), max_length=20, blank=True)
    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guests",
    )
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    position = models.CharField(_("position"), max_length=80, blank=True)
    phone = EncryptedCharField(_("phone"), max_length=24, blank=True)
    phone_hash = models.CharField(max_length=64, blank=True, editable=False)
    phone_last4 = models.CharField(max_length=4, blank=True, editable=False)
    phone_masked = models.CharField(max_length=24, blank=True, editable=False)
    email = models.EmailField(_("e-mail"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    customer_class = models.CharField(
        _("customer class"),
        max_length=10,
        choices=CustomerClass.choices,
        default=CustomerClass.GENERAL,
    )
    vip_level = models.CharField(_("VIP level"), max_length=8, blank=True)
    member_no = models.CharField(_("member number"), max_length=32, blank=True)
    language = models.CharField(
        _("language"), max_length=8, choices=Language.choices, default=Language.ZH
    )
    quiet_hours = models.CharField(_("hours not to be disturbed"), max_length=40, blank=True)
    notes = models.TextField(_("notes"), max_length=2000, blank=True)
    marketing_consent = models.BooleanField(_("agrees to offers"), default=False)
    search = models.TextField(editable=False, default="")
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(_("on file since"), auto_now_add=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        constraints = [
            models.CheckConstraint(
                name="guests_guest_has_a_name",
                condition=~Q(name_zh="") | ~Q(surname_latin="") | ~Q(given_latin=""),
                violation_error_message=_("Give the guest's name, Chinese or Latin."),
            ),
        ]
        indexes = [
            GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="guests_guest_search"),
            # Looked up as a whole when a profile like this one may exist already.
            models.Index(OpClass(F("name_zh"), name="text_pattern_ops"), name="guests_guest_name"),
            # A month of the rack says thousands of names: read here, not from the wide rows.
            models.Index(
                fields=["id"],
                include=["name_zh", "surname_latin", "given_latin", "vip_level"],
                name="guests_guest_called",
            ),
            models.Index(
                fields=["phone_hash"], name="guests_guest_phone", condition=~Q(phone_hash="")
            ),
            models.Index(
                fields=["phone_last4"], name="guests_guest_phone4", condition=~Q(phone_last4="")
            ),
            models.Index(
                fields=["birth_date"],
                name="guests_guest_born",
                condition=Q(birth_date__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def latin_name(self) -> str:
        return in_latin(self.given_latin, self.surname_latin)

    @property
    def name(self) -> str:
        """The name in the reader's language, or the only one on file."""
        return pick(self.name_zh, self.latin_name)


class IdentityDocument(models.Model):
    """A document that proves who a guest is. One document belongs to one guest."""

    class VerifiedBy(models.TextChoices):
        DOCUMENT = "document", _("document seen")
        POLICE = "police_certificate", _("police certificate")
        ELSEWHERE = "consented_face_check_elsewhere", _("face check elsewhere, with consent")

    guest = models.ForeignKey(
        Guest, verbose_name=_("guest"), on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(_("kind of document"), max_length=20, choices=DocumentKind.choices)
    number = EncryptedCharField(_("number"), max_length=40)
    number_hash = models.CharField(max_length=64, editable=False)
    masked = models.CharField(_("number"), max_length=40, editable=False)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    issuing_place = models.CharField(_("issued by"), max_length=80, blank=True)
    latin_name = models.CharField(_("name as printed"), max_length=120, blank=True)
    verified_by = models.CharField(
        _("verified by"),
        max_length=32,
        choices=VerifiedBy.choices,
        default=VerifiedBy.DOCUMENT,
    )
    override_reason = models.CharField(_("reason for the exception"), max_length=200, blank=True)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("identity document")
        verbose_name_plural = _("identity documents")
        indexes = [models.Index(fields=["number_hash"], name="guests_document_number")]
        constraints = [
            models.UniqueConstraint(
                name="guests_document_once",
                fields=["kind", "number_hash"],
                violation_error_message=_("This document is already on file."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.masked}"


class Watch(models.Model):
    """A silent flag: supervisors and security are told, the guest and the pages of others are not.

    A record of its own, so that neither the profile nor its history panel gives it away.
    """

    guest = models.OneToOneField(
        Guest, verbose_name=_("guest"), on_delete=models.PROTECT, related_name="watch"
    )
    active = models.BooleanField(_("flagged"), default=True)
    reason = models.CharField(_("reason for the flag"), max_length=200)

    class Meta:
        verbose_name = _("watch flag")
        verbose_name_plural = _("watch flags")
        constraints = [
            models.CheckConstraint(
                name="guests_watch_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("A watch flag needs a reason."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.guest}"


class Preference(models.Model):
    """One thing a guest likes; one text for each kind."""

    class Source(models.TextChoices):
        GUEST = "guest", _("the guest told us")
        STAFF = "staff", _("staff noticed")
        HISTORY = "history", _("from past stays")

    guest = models.ForeignKey(
        Guest, verbose_name=_("guest"), on_delete=models.PROTECT, related_name="preferences"
    )
    kind = models.CharField(_("preference"), max_length=20, choices=PreferenceKind.choices)
    text = models.CharField(_("what"), max_length=200)
    source = models.CharField(
        _("known from"), max_length=8, choices=Source.choices, default=Source.GUEST
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        constraints = [
            models.UniqueConstraint(name="guests_preference_once", fields=["guest", "kind"])
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"


class Plate(models.Model):
    """A car a guest comes with. `tail` is the last four characters, which security looks up."""

    guest = models.ForeignKey(
        Guest, verbose_name=_("guest"), on_delete=models.PROTECT, related_name="plates"
    )
    number = models.CharField(_("plate number"), max_length=16)
    tail = models.CharField(max_length=4, editable=False)
    standard = models.BooleanField(_("standard plate"), default=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("plate")
        verbose_name_plural = _("plates")
        indexes = [models.Index(fields=["tail"], name="guests_plate_tail")]
        constraints = [
            models.UniqueConstraint(name="guests_plate_once", fields=["guest", "number"])
        ]

    def __str__(self) -> str:
        return self.number
