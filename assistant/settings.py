"""Settings, read once from ``assistant.toml`` and the environment (``ASSISTANT_*``, ``CHROMA_URL``)."""

from __future__ import annotations

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from assistant.errors import SettingsProblem

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What can be set. Environment names are ``ASSISTANT_`` + the field in capitals, but for ``CHROMA_URL``."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", toml_file="assistant.toml", extra="forbid")

    index: Path = Field(default=ROOT / ".index", description="folder of the index")
    data: Path = Field(default=ROOT / "data", description="folder of the shipped documents and jurisdictions")
    embedding: str | None = Field(
        default=None, description="name or folder of a SentenceTransformer; empty: the bundled one"
    )
    embedding_fallback: bool = Field(
        default=False, description="whether the bundled embedding serves where the one of the settings cannot be had"
    )
    chroma_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("CHROMA_URL", "chroma_url"),
        description="Chroma server; empty: a local folder",
    )
    host: str = Field(default="127.0.0.1", description="address the page listens on")
    port: int = Field(default=7860, ge=1, le=65535, description="port the page listens on")
    feedback: Path = Field(default=ROOT / ".feedback" / "feedback.sqlite3", description="SQLite file of the feedback")
    runs: Path = Field(default=ROOT / "runs", description="folder of the evaluation runs that the page shows")
    operator_password: SecretStr | None = Field(
        default=None, min_length=8, description="password of the operator's page; empty: there is no such page"
    )
    open_evaluation: bool = Field(
        default=False, description="whether everybody may have a file of questions evaluated, not the operator alone"
    )

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**overrides: object) -> Settings:
    """Settings from arguments (None is ignored), the environment and ``assistant.toml``, in this order.

    Raises SettingsProblem with one sentence naming the setting that cannot be used.
    """
    try:
        return Settings(**{key: value for key, value in overrides.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsProblem(f"设置 {name} 无法使用({first['msg']}),请检查环境变量或 assistant.toml。") from error
    except ValueError as error:
        raise SettingsProblem(f"assistant.toml 无法读取({error}),请改正或删除它。") from error
