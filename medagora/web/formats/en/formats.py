"""How English pages write days and hours: the international way, as the reader does
("27 Nov 2026, 16:54"), since a date in the order of one country misleads the others."""

DATE_FORMAT = SHORT_DATE_FORMAT = "j M Y"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "j M Y, H:i"
TIME_FORMAT = "H:i"
MONTH_DAY_FORMAT = "j F"
