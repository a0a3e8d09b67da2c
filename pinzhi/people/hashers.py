from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """argon2id at OWASP's first setting: 19 MiB, two passes, one lane.

    Django's own setting takes 100 MiB a sign-in, which a shift change on one box cannot pay.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
