from datetime import UTC, datetime

from pinzhi.demo.ground import Size

NOW = datetime(2026, 9, 16, 7, 0, tzinfo=UTC)  # a Wednesday, 15:00 in Shanghai
TINY = Size(buildings=1, every_spot=12, every_person=4)
