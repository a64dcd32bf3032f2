"""A manifest is signed by minisign, and a signature that is not one of the key is told from one that is."""

import subprocess
from pathlib import Path

import pytest

from attested import minisign_keys
from ogp.translation import Translator
from ogp.verifying.manifest import NAME, SIGNATURE, Manifest
from ogp.verifying.signature import SignatureError, check, public_key, sign


def test_it_is_what_minisign_verifies_and_the_same_every_time(tmp_path: Path, manifest: Manifest) -> None:
    site = tmp_path / "site"
    public, secret = minisign_keys(tmp_path)
    sign(site, manifest, str(secret), public_key(str(public)))
    first = (site / SIGNATURE).read_bytes()
    done = subprocess.run(
        ["minisign", "-V", "-p", public, "-m", site / NAME], capture_output=True, text=True, check=True
    )
    assert f"{manifest.site} {manifest.day}" in done.stdout
    (site / SIGNATURE).unlink()
    # The key itself, as a service keeps it among its secrets.
    sign(site, manifest, secret.read_text(encoding="utf-8").strip(), None)
    assert (site / SIGNATURE).read_bytes() == first


def test_another_manifest_or_key_or_no_signature_at_all_is_refused(
    tmp_path: Path, manifest: Manifest, english: Translator
) -> None:
    site = tmp_path / "site"
    public, secret = minisign_keys(tmp_path)
    other, _ = minisign_keys(tmp_path, "other")
    sign(site, manifest, str(secret), None)
    content, signature, key = (site / NAME).read_bytes(), (site / SIGNATURE).read_bytes(), public_key(str(public))
    check(content, signature, key)
    for wrong in (
        (content.replace(b"2026-11-26", b"2026-11-27"), signature, key),
        (content, signature, public_key(str(other))),
        (content, signature.replace(b"2026-11-26", b"2026-11-27"), key),
        (content, b"", key),
        (content, b"<!doctype html>", key),
    ):
        with pytest.raises(SignatureError) as caught:
            check(*wrong)
        said = english(caught.value.message).replace("\u2068", "").replace("\u2069", "")
        assert said.startswith(f"The manifest is not signed by the key {wrong[2]}: ")


def test_a_key_that_cannot_sign_is_told(tmp_path: Path, manifest: Manifest, english: Translator) -> None:
    site = tmp_path / "site"
    _, secret = minisign_keys(tmp_path)
    other, _ = minisign_keys(tmp_path, "other")
    broken = tmp_path / "broken.key"
    broken.write_text("no key\n", encoding="utf-8")
    for key, public, said in (
        (tmp_path / "none.key", None, "There is no signing key in "),
        (broken, None, "The manifest could not be signed by the key that was given"),
        (secret, public_key(str(other)), "The manifest is not signed by the key "),
    ):
        with pytest.raises(SignatureError) as caught:
            sign(site, manifest, str(key), public)
        assert english(caught.value.message).startswith(said)


def test_a_public_key_is_given_as_itself_or_as_its_file(tmp_path: Path) -> None:
    public, secret = minisign_keys(tmp_path)
    key = public.read_text(encoding="utf-8").splitlines()[1]
    assert public_key(str(public)) == public_key(key) == key
    for wrong in ("", str(secret), key[:-1], f"{key}=", str(tmp_path)):
        with pytest.raises(SignatureError):
            public_key(wrong)
