"""Keys of counted tries and requests: hashed with the secret key, so that no table names an address or a person."""

from django.utils.crypto import salted_hmac


def hashed(key: str, key_prefix: str, version: int) -> str:
    """The key as it is stored; nobody reads from it whom it counts."""
    return salted_hmac("parity.cache_keys", f"{key_prefix}:{version}:{key}", algorithm="sha256").hexdigest()
