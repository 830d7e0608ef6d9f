"""Options that several commands share."""

from pathlib import Path

import click

home = click.option(
    "--home", type=click.Path(path_type=Path, file_okay=False), default=Path("copydesk-home"), envvar="COPYDESK_HOME",
    show_default=True, help="The folder that holds the warehouse (or COPYDESK_HOME).",
)  # fmt: skip
as_json = click.option("--json", "as_json", is_flag=True, help="JSON, as when the output is not a terminal.")
