"""Turkish dates as they are read: 9 Şubat 2021, without a zero before the day."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y H:i"
TIME_FORMAT = "H:i"
