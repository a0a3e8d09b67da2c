"""What the environment says. Pure: reads names, checks them, decides nothing else."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

ROOT = Path(__file__).resolve().parents[2]
DEVELOPMENT_KEY = "development-only-never-in-production"
SHORTEST_KEY = 50
DATABASE_FORM = "DATABASE_URL must look like postgresql://user:password@host:port/name."


class SettingError(ValueError):
    """A setting that cannot be used. The text is one sentence for whoever runs the server."""


@dataclass(frozen=True)
class Env:
    """The settings of one instance; docs/operations.md lists them."""

    mode: str
    debug: bool
    secret_key: str
    host: str
    port: int
    var: Path
    database_url: str
    allowed_hosts: tuple[str, ...]
    https: bool
    trusted_proxies: int
    language: str
    time_zone: str
    evidence_url: str
    workers: int
    metrics_token: str
    demo: bool

    @property
    def production(self) -> bool:
        return self.mode == "production"


def read_env(environ: Mapping[str, str] = os.environ) -> Env:
    """Read and check all settings. Raises SettingError, naming the variable and what it expects."""
    env = Env(
        mode=_choice(environ, "PINZHI_MODE", ("development", "production"), "development"),
        debug=_flag(environ, "PINZHI_DEBUG", default=False),
        secret_key=environ.get("PINZHI_SECRET_KEY", DEVELOPMENT_KEY),
        host=environ.get("PINZHI_HOST", "127.0.0.1"),
        port=_number(environ, "PINZHI_PORT", 8000, 65535),
        var=Path(environ.get("PINZHI_VAR", ROOT / "var")).absolute(),
        database_url=environ.get("DATABASE_URL", ""),
        allowed_hosts=tuple(h for h in environ.get("PINZHI_ALLOWED_HOSTS", "").split(",") if h),
        https=_flag(environ, "PINZHI_HTTPS", default=True),
        trusted_proxies=_number(environ, "PINZHI_TRUSTED_PROXIES", 0, 10),
        language=_choice(environ, "PINZHI_LANGUAGE", ("zh-hans", "en"), "zh-hans"),
        time_zone=environ.get("PINZHI_TIME_ZONE", "Asia/Shanghai"),
        evidence_url=environ.get("PINZHI_EVIDENCE_URL", ""),
        workers=_number(environ, "PINZHI_WORKERS", 2, 64),
        metrics_token=environ.get("PINZHI_METRICS_TOKEN", ""),
        demo=_flag(environ, "PINZHI_DEMO", default=True),
    )
    if env.production:
        _refuse_unsafe(env)
    return env


def database(url: str) -> dict[str, object]:
    """Turn postgresql://user:password@host:port/name?sslmode=… into Django's terms."""
    if not url.startswith(("postgres://", "postgresql://")):
        raise SettingError(DATABASE_FORM)
    try:
        told = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise SettingError(f"{DATABASE_FORM} {error}".strip()) from None
    if not told.get("dbname"):
        raise SettingError(DATABASE_FORM)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    found: dict[str, object] = {django: told.pop(name, "") for name, django in names.items()}
    return {**found, "PORT": told.pop("port", ""), "OPTIONS": told}


def evidence_store(url: str, folder: Path) -> dict[str, object]:
    """Where evidence lies: a folder, or s3://bucket?endpoint=https://host (keys as AWS_… names)."""
    if not url:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": folder, "directory_permissions_mode": 0o700},
        }
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.netloc:
        raise SettingError("PINZHI_EVIDENCE_URL must look like s3://bucket?endpoint=https://host.")
    endpoint = parse_qs(parts.query).get("endpoint", [None])[0]
    options = {"bucket_name": parts.netloc, "endpoint_url": endpoint, "file_overwrite": False}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def _refuse_unsafe(env: Env) -> None:
    if env.debug:
        raise SettingError("PINZHI_DEBUG must be off in production.")
    weak = len(env.secret_key) < SHORTEST_KEY or len(set(env.secret_key)) < 5  # noqa: PLR2004 -- Django's own measure
    if env.secret_key == DEVELOPMENT_KEY or weak or env.secret_key.startswith("django-insecure"):
        raise SettingError(
            f"PINZHI_SECRET_KEY must be set in production to at least {SHORTEST_KEY}"
            " random characters."
        )
    if not env.allowed_hosts or "*" in env.allowed_hosts:
        raise SettingError(
            "PINZHI_ALLOWED_HOSTS must name the hosts in production, separated by commas."
        )


def _choice(environ: Mapping[str, str], name: str, allowed: tuple[str, ...], default: str) -> str:
    value = environ.get(name, default)
    if value not in allowed:
        raise SettingError(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def _flag(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environ.get(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise SettingError(f"{name} must be 1 or 0, not {value!r}.")
    return value in {"1", "true", "yes"}


def _number(environ: Mapping[str, str], name: str, default: int, largest: int) -> int:
    value = environ.get(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) > largest:
        raise SettingError(f"{name} must be a whole number from 0 to {largest}, not {value!r}.")
    return int(value)
