"""How strongly a record shows that somebody was there: NFC > rotating QR > QR > photo > manual."""

RANK = {"": 0, "manual": 0, "photo": 1, "qr": 2, "rotating_qr": 3, "nfc": 4}


def strength_of(proof: str, *, photos: int) -> str:
    """The strongest proof a record carries, as a key of RANK."""
    if RANK[proof]:
        return proof
    return "photo" if photos else "manual"
