"""Evidence in an S3-compatible store: a real peer on a port, spoken to over HTTP."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import boto3
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from moto.server import ThreadedMotoServer
from pytest_django import Settings

from pinzhi.config.env import SettingError, evidence_store
from pinzhi.files.actions import keep_evidence
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from tests.photos import picture


@pytest.fixture
def bucket(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket="evidence")
    store = evidence_store(f"s3://evidence?endpoint={endpoint}", Path("unused"))
    settings.STORAGES = {**settings.STORAGES, "evidence": store}
    yield endpoint
    server.stop()


@pytest.mark.django_db
def test_evidence_is_kept_in_and_shown_from_the_bucket(
    client: Client, bucket: str, site: Site, worker: Staff, now: datetime
) -> None:
    evidence = keep_evidence(
        SimpleUploadedFile("a.jpg", picture()),
        uid=uuid4(),
        site=site,
        kind=Evidence.Kind.PHOTO,
        captured_at=now,
        by=worker,
    )

    listed = boto3.client("s3", endpoint_url=bucket).list_objects_v2(Bucket="evidence")
    names = {entry["Key"] for entry in listed["Contents"]}
    assert names == {evidence.blob.original, evidence.blob.display}
    client.force_login(worker)
    shown = client.get(f"/files/{evidence.uid}/")
    assert (shown.status_code, shown.content[:2]) == (200, b"\xff\xd8")


@pytest.mark.parametrize("url", ["http://bucket", "s3://", "bucket", "s3:bucket"])
def test_an_address_that_is_no_bucket_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(SettingError, match="PINZHI_EVIDENCE_URL must look like"):
        evidence_store(url, Path("unused"))
