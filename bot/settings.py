"""Settings: everything that can be set from outside, read once at the start from the environment or a `.env` file.

Each `DATELINE_NAME` may also be given as `DATELINE_NAME_FILE`, the path of a file that holds the value.
"""

import os
import re
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from core.errors import ConfigurationError

PREFIX = "DATELINE_"
TELEGRAM = "https://api.telegram.org"

_PASSWORD = re.compile(r"(://[^:/@?]*):.*@")
"""To the last "@": people write passwords as they are, with "/" and "#" in them."""

_PASSWORDS = re.compile(r"://[^:/@?]*:(.*)@|[?&]password=([^&]*)")
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


def data_folder() -> Path:
    """Return the user's folder for Dateline's data; it need not exist yet."""
    base = os.environ.get("XDG_DATA_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".local" / "share") / "dateline"


def _default_database_url() -> str:
    return f"sqlite:///{data_folder() / 'dateline.sqlite3'}"


def _parts(value: object) -> object:
    """Split a list that is written with commas."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _networks(value: object) -> object:
    parts = _parts(value)
    return [ip_network(part, strict=False) for part in parts] if isinstance(parts, list) else parts


def _web_address(value: str) -> str:
    address = urlsplit(value)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise ValueError("not an http(s) address")
    return value.rstrip("/")


def _token(value: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("not a token")
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]
Token = Annotated[SecretStr, AfterValidator(_token)]
Network = IPv4Network | IPv6Network


class Settings(BaseSettings):
    """The settings, checked. `DATELINE_TOKEN` alone is enough to run; without it there is the playground."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    token: Token | None = None
    owner_id: int | None = None
    api_url: WebAddress = TELEGRAM
    database_url: str = Field(default_factory=_default_database_url)
    allow_networks: Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_networks)] = ()
    allowed_chats: Annotated[frozenset[int], NoDecode, BeforeValidator(_parts)] = frozenset()
    send_rate: float = Field(default=28.0, gt=0, le=1000, allow_inf_nan=False)
    paid_broadcast: bool = False
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(lambda v: str(v).upper())] = (
        "INFO"
    )
    log_format: Annotated[Literal["console", "json"], BeforeValidator(lambda v: str(v).lower())] = "console"
    webhook_url: WebAddress | None = None
    webhook_secret: SecretStr | None = None
    public_url: WebAddress | None = None
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)

    @property
    def safe_database_url(self) -> str:
        """The store's address as it may stand in a log: its password is left out, and what stands behind a "?"."""
        if "://" not in self.database_url:
            return self.database_url
        return _PASSWORD.sub(r"\1:***@", self.database_url).partition("?")[0]

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown."""
        kept = [self.token, self.webhook_secret]
        passwords = [given for match in _PASSWORDS.finditer(self.database_url) for given in match.groups() if given]
        spelled = [word for password in passwords for word in (password, unquote(password))]
        return tuple(dict.fromkeys(filter(None, [*(s.get_secret_value() for s in kept if s is not None), *spelled])))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- a folder of secrets is not read
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the environment first, then the files that it names, then `.env` in the same way."""
        return (
            init_settings,
            env_settings,
            _NamedFiles(settings_cls, env_settings),
            dotenv_settings,
            _NamedFiles(settings_cls, dotenv_settings),
        )


class _NamedFiles(PydanticBaseSettingsSource):
    """Reads each setting from the file that its `…_FILE` variant names."""

    def __init__(self, settings_cls: type[BaseSettings], named_in: PydanticBaseSettingsSource) -> None:
        super().__init__(settings_cls)
        self._given = named_in.env_vars if isinstance(named_in, EnvSettingsSource) else {}

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002 -- its form
        """Return the file's content, without the line break at its end. Raises ConfigurationError."""
        path = self._given.get(f"{PREFIX}{field_name}_file".lower())
        if not path:
            return None, field_name, False
        try:
            return Path(path).expanduser().read_text(encoding="utf-8").strip(), field_name, False
        except (OSError, UnicodeDecodeError) as exc:
            name = f"{PREFIX}{field_name.upper()}_FILE"
            reason = exc.strerror if isinstance(exc, OSError) else "it is not text"
            raise ConfigurationError(f"{name} names {path}, which cannot be read ({reason}); correct the path") from exc

    def __call__(self) -> dict[str, Any]:
        """Return what the files hold."""
        fields = self.settings_cls.model_fields.items()
        found = {name: self.get_field_value(field, name)[0] for name, field in fields}
        return {name: value for name, value in found.items() if value}


_ADVICE = {
    "token": "must look like 123456:ABC-def, as @BotFather gives it",
    "owner_id": "must be a Telegram id, a whole number",
    "api_url": "must be an address such as https://api.telegram.org",
    "allow_networks": "must be networks such as 10.0.0.0/8, separated by commas",
    "allowed_chats": "must be chat ids, whole numbers separated by commas",
    "send_rate": "must be a number above 0, at most 1000 messages a second",
    "paid_broadcast": "must be true or false",
    "log_level": "must be DEBUG, INFO, WARNING or ERROR",
    "log_format": "must be console or json",
    "webhook_url": "must be an address such as https://bot.example.org",
    "public_url": "must be an address such as https://bot.example.org",
    "http_port": "must be a port, 0 to 65535",
}


def load_settings() -> Settings:
    """Return the settings of this process. Raises ConfigurationError, which names the setting and what it must be."""
    try:
        return Settings()
    except ValidationError as exc:
        raise ConfigurationError("; ".join(_complaint(error) for error in exc.errors(include_input=False))) from None
    except UnicodeDecodeError as exc:
        raise ConfigurationError("the file .env cannot be read: it must be UTF-8 text") from exc


def _complaint(error: Mapping[str, Any]) -> str:
    field = str(error["loc"][0]) if error["loc"] else ""
    return f"{PREFIX}{field.upper()} {_ADVICE.get(field, error['msg'])}"
