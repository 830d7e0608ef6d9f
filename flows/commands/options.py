"""Options that several commands share."""

from pathlib import Path
from typing import Any

import click


class HomeFolder(click.Path):
    """The home's folder; for one in a store its mirror, brought to what the store holds."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if "://" not in str(value):
            return super().convert(value, param, ctx)
        from flows.settings import home_folder
        from warehouse.home import Home
        from warehouse.remote.publication import follow_store

        folder = home_folder(str(value))
        follow_store(Home(folder))
        return folder


home = click.option(
    "--home", type=HomeFolder(), default=Path("copydesk-home"), envvar="COPYDESK_HOME", show_default=True,
    help="The folder that holds the warehouse, or its address in a store: s3://bucket/prefix (or COPYDESK_HOME).",
)  # fmt: skip
as_json = click.option("--json", "as_json", is_flag=True, help="JSON, as when the output is not a terminal.")
