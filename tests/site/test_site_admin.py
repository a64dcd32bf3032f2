"""The editor is no part of what readers and search engines find, its forms follow the records, and it can be left out."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from built import PROJECT, Site, ogp, project_copy
from ogp.loading.layout import FILE_KINDS
from ogp.records.site import Site as SiteRecord

LANGUAGES = {"ar": "admin/", "en": "en/admin/"}


def config(site: Site, language: str = "en") -> dict[str, Any]:
    return json.loads((site.folder / LANGUAGES[language] / "config.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def forms(site: Site, language: str = "en") -> dict[str, dict[str, Any]]:
    """The fields of each form, by the name of the collection or file."""
    said = config(site, language)
    return {
        one["name"]: {field["name"]: field for field in said["forms"].get(str(one["fields"]), one["fields"])}
        for collection in said["cms"]["collections"]
        for one in collection.get("files", [collection])
    }


def test_no_list_of_the_site_names_the_editor(site: Site) -> None:
    lists = [
        path
        for path in site.folder.rglob("*")
        if path.suffix in (".xml", ".txt", ".html", ".ics", ".csv", ".webmanifest")
        and not path.relative_to(site.folder).as_posix().startswith(tuple(LANGUAGES.values()))
    ]
    assert len(lists) > 100
    assert [path for path in lists if "/admin/" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_not_to_be_indexed(site: Site, language: str) -> None:
    page = (site.folder / LANGUAGES[language] / "index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "data-pagefind-body" not in page
    assert "https://" not in page


def test_the_scripts_are_ours_and_whole(site: Site) -> None:
    vendor = site.folder / "admin/vendor"
    assert (vendor / "decap-cms.js").stat().st_size > 5_000_000
    assert sorted(path.name for path in vendor.iterdir() if path.suffix not in (".gz", ".br")) == [
        "cssjanus.LICENSE.txt",
        "cssjanus.js",
        "decap-cms.LICENSE.txt",
        "decap-cms.js",
        "js-yaml.LICENSE.txt",
        "js-yaml.js",
    ]


def test_every_kind_of_record_has_a_form_with_all_its_fields(site: Site) -> None:
    made = forms(site)
    by_kind = {
        "news": made["news"],
        "meeting": made["meetings"],
        "consultation": made["consultations"],
        "commitment": made["commitments-nap5"],
        "plan": made["nap5-plan"],
        "refresh": made["nap5-refresh"],
        **{
            kind: {field["name"]: field for field in made[name]["items"]["fields"]}
            for kind, name in (("organization", "organizations"), ("document", "documents"), ("redirect", "redirects"))
        },
    }
    for kind in FILE_KINDS:
        if kind.type is not SiteRecord:
            assert set(by_kind[kind.type.kind]) == set(kind.type.model_fields)  # type: ignore[attr-defined]


def test_the_forms_ask_for_what_the_schemas_ask_for(site: Site) -> None:
    schema = json.loads((PROJECT / "schemas/news.json").read_text(encoding="utf-8"))
    news = forms(site)["news"]
    required = {name for name, field in news.items() if field.get("required")}
    # Sources are required by a rule of the checker; the editor itself sets the day of the last update.
    assert required == {*schema["required"], "sources"} - {"updated"}
    assert news["date"]["pattern"][0] == schema["properties"]["date"]["pattern"]
    commitment = forms(site)["commitments-nap5"]
    assert commitment["ogp_id"]["pattern"][0] == r"^[A-Z]{2}\d{4}$"
    assert commitment["number"]["min"] == 1


def test_references_are_chosen_by_name_and_choices_are_explained(site: Site) -> None:
    said = config(site, "en")
    assert {
        "label": "Open Government Unit (\u2068open-government-unit\u2069)",
        "value": "open-government-unit",
    } in said["pickers"]["organization"]
    progress = next(
        field for field in forms(site)["commitments-nap5"]["progress"]["fields"] if field["name"] == "status"
    )
    assert [one["value"] for one in progress["options"]] == ["not-started", "limited", "substantial", "complete"]
    assert "say what stood in the way" in progress["options"][0]["label"]
    assert "وحدة الحكومة الشفافة (\u2068open-government-unit\u2069)" in [
        one["label"] for one in config(site, "ar")["pickers"]["organization"]
    ]


def test_one_setting_leaves_the_editor_out(tmp_path: Path) -> None:
    done = ogp("build", "--site-dir", str(tmp_path / "site"), OGP_ADMIN="0")
    assert done.returncode == 0, done.stdout + done.stderr
    assert list((tmp_path / "site").rglob("*admin*")) == []


def test_tidy_finishes_what_another_program_wrote(tmp_path: Path) -> None:
    project = project_copy(tmp_path / "project")
    for command in (
        ["init", "--quiet", "--initial-branch=main", "."],
        ["add", "--all"],
        ["-c", "user.name=Staff", "-c", "user.email=staff@example.org", "commit", "--quiet", "-m", "The project"],
    ):
        subprocess.run(["git", "-C", project, *command], check=True)
    path = project / "data/plans/nap6/plan.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("stage: in-preparation", 'stage:   "in-preparation"\nevents: []'), "utf-8")
    done = ogp("tidy", "main", project=project)
    assert done.returncode == 0, done.stderr
    assert path.read_text(encoding="utf-8") == before
