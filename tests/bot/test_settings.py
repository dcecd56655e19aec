"""Settings: read from the environment, a .env file and named files, and refused with advice."""

import os
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import unquote

import pytest
from pydantic import SecretStr

from bot.logs import Redactor
from bot.settings import Settings, load_settings
from core.errors import ConfigurationError

TOKEN = "123456:ABC-def_ghi"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own settings is read."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def secret(settings: Settings) -> str | None:
    return settings.token.get_secret_value() if settings.token else None


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.token is None
    assert settings.api_url == "https://api.telegram.org"
    assert settings.database_url == f"sqlite:///{tmp_path}/data/dateline/dateline.sqlite3"
    assert settings.send_rate == 28
    assert (settings.log_level, settings.log_format) == ("INFO", "console")


def test_lists_are_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ALLOW_NETWORKS", "127.0.0.0/8, ::1/128")
    monkeypatch.setenv("DATELINE_ALLOWED_CHATS", "7,-100200")
    settings = load_settings()
    assert settings.allow_networks == (ip_network("127.0.0.0/8"), ip_network("::1/128"))
    assert settings.allowed_chats == {7, -100200}


def test_the_data_folder_is_the_users_own_where_none_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert load_settings().database_url == f"sqlite:///{tmp_path}/.local/share/dateline/dateline.sqlite3"


def test_an_env_file_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"DATELINE_TOKEN={TOKEN}\nDATELINE_SEND_RATE=5\nOTHER=1\n")
    monkeypatch.setenv("DATELINE_SEND_RATE", "7")
    settings = load_settings()
    assert (secret(settings), settings.send_rate) == (TOKEN, 7)


@pytest.mark.parametrize("place", ["environment", "env file"])
def test_a_value_may_lie_in_a_file_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    if place == "environment":
        monkeypatch.setenv("DATELINE_TOKEN_FILE", str(tmp_path / "token"))
    else:
        (tmp_path / ".env").write_text(f"DATELINE_TOKEN_FILE={tmp_path / 'token'}\n")
    assert secret(load_settings()) == TOKEN


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TOKEN_FILE", "/nowhere/token")
    with pytest.raises(ConfigurationError, match="DATELINE_TOKEN_FILE names /nowhere/token"):
        load_settings()


def test_an_empty_value_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TOKEN", "")
    assert load_settings().token is None


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("TOKEN", "secret-but-wrong", "must look like 123456:ABC-def"),
        ("OWNER_ID", "me", "whole number"),
        ("API_URL", "ftp://example.org", "such as https://api.telegram.org"),
        ("ALLOW_NETWORKS", "10.0.0.0/99", "such as 10.0.0.0/8"),
        ("ALLOWED_CHATS", "1;2", "separated by commas"),
        ("SEND_RATE", "0", "above 0"),
        ("SEND_RATE", "nan", "above 0"),
        ("LOG_LEVEL", "loud", "DEBUG, INFO"),
        ("LOG_FORMAT", "xml", "console or json"),
        ("HTTP_PORT", "99999", "0 to 65535"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name_and_what_it_must_be(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, advice: str
) -> None:
    monkeypatch.setenv(f"DATELINE_{name}", value)
    with pytest.raises(ConfigurationError) as caught:
        load_settings()
    assert f"DATELINE_{name} " in str(caught.value)
    assert advice in str(caught.value)


def test_several_wrong_values_are_named_at_once_and_none_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TOKEN", "secret-but-wrong")
    monkeypatch.setenv("DATELINE_SEND_RATE", "fast")
    with pytest.raises(ConfigurationError) as caught:
        load_settings()
    assert "DATELINE_TOKEN" in str(caught.value)
    assert "DATELINE_SEND_RATE" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_secrets_are_not_shown() -> None:
    settings = Settings(token=SecretStr(TOKEN), database_url="postgresql://me:s3cret-word@db.example.org:5432/news")
    assert settings.safe_database_url == "postgresql://me:***@db.example.org:5432/news"
    assert TOKEN not in repr(settings)
    assert set(settings.secrets) == {TOKEN, "s3cret-word"}


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://me:pa/s3cret@db/news", "postgresql://me:***@db/news"),
        ("postgresql://me:pa#s3cret@db/news", "postgresql://me:***@db/news"),
        ("postgresql://me:pa%23s3cret@db/news", "postgresql://me:***@db/news"),
        ("postgresql://db/news?user=me&password=pa-s3cret&sslmode=require", "postgresql://db/news"),
        ("postgresql://me:pa-s3cret@[::1/news", "postgresql://me:***@[::1/news"),
    ],
)
def test_a_database_password_is_not_shown_however_it_is_written(address: str, shown: str) -> None:
    settings = Settings(database_url=address)
    assert settings.safe_database_url == shown
    assert [word for word in settings.secrets if word.endswith("s3cret")]
    assert "s3cret" not in Redactor(settings.secrets)(f"cannot connect to {address} with {unquote(address)}")


def test_an_address_loses_the_slash_at_its_end() -> None:
    assert Settings(api_url="http://127.0.0.1:8081/").api_url == "http://127.0.0.1:8081"
