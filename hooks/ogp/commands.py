"""The `ogp` command."""

import click

from ogp.help import Commands

_MODULES = {
    "checking": ("check", "diff", "addresses", "schemas", "sbom", "translations"),
    "building": ("build", "prepare", "serve"),
    "previewing": ("preview", "links"),
    "verify": ("verify",),
    "desk": ("new", "status", "translate", "import-suggestions"),
    "edit": ("edit", "tidy"),
    "release": ("publish", "rollback", "releases"),
    "archive": ("archive",),
    "start": ("init",),
}
"""The commands by the module that holds them, which is loaded when one of them is asked for."""


@click.group(cls=Commands, modules=_MODULES)
def main() -> None:
    """The website of the action plans. Run it in the folder that holds mkdocs.yml."""


if __name__ == "__main__":
    main()
