"""The fixed words of a pack; a test compares them with those of the tables."""

LINES = ("property", "bank")
DEPARTMENTS = (
    "customer_service", "engineering", "security", "environment", "quality", "administration",
)  # fmt: skip
PURPOSES = ("work", "inspection")
PLACE_KINDS = ("site", "zone", "building", "space", "room", "checkpoint", "equipment")
SYSTEMS = (
    "lift", "escalator", "water_supply", "drainage", "rainwater", "power", "generator",
    "lighting", "fire", "cctv", "access_control", "intercom", "perimeter", "parking", "music",
    "heating", "hvac", "gas", "building_fabric", "playground", "other",
)  # fmt: skip
METHODS = ("look", "listen", "touch", "test", "ask")  # 看 听 摸 测试 询问 (PAT-35)
ANSWERS = ("verdict", "number", "choice", "text")
EVIDENCE = ("none", "photo", "photo_on_fail", "signature", "photo_and_signature")
SPAN_UNITS = ("minute", "hour", "day", "workday", "week", "month")
CLOCK_UNITS = ("second", *SPAN_UNITS)
CASE_KINDS = (
    "rectification", "repair", "complaint", "enquiry", "suggestion", "emergency", "violation",
    "legacy_defect", "other",
)  # fmt: skip
SIGNS = ("reward", "penalty")
PER = ("time", "person", "point", "unit")

CODE = r"[A-Z0-9]+(-[A-Z0-9]+)*"
OPTION = r"[a-z0-9]+(-[a-z0-9]+)*"
SOURCE = r"[A-Z]{3}-[0-9]{2,3}"
