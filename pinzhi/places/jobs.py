"""Background deeds of the ground room; the worker finds them here."""

from pinzhi.places.importing.jobs import apply_import_job, check_import_job

__all__ = ["apply_import_job", "check_import_job"]
