from pinzhi.people.hashers import Argon2


class Counted(Argon2):
    """The product's own hasher, counting how often it works: to verify, or to make up for it."""

    rounds = 0

    def encode(self, password: str, salt: str) -> str:
        Counted.rounds += 1
        encoded: str = super().encode(password, salt)
        return encoded

    def verify(self, password: str, encoded: str) -> bool:
        Counted.rounds += 1
        same: bool = super().verify(password, encoded)
        return same
