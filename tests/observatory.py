"""Mozilla's HTTP Observatory on the built site, served by nginx as deploy/nginx.conf says, over TLS: `make observatory`.

Prints what each test found and what that counts, and the grade. Ends with 1 where that is not A+.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from built import PROJECT
from published import nginx_settings, publish
from served import free_port, nginx

TOOL = PROJECT / "tests" / "tools" / "observatory.mjs"
_REDIRECTING = """
server {{
  listen 127.0.0.1:@PORT@;
  return 301 https://localhost:{tls}$request_uri;
}}
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "published").mkdir()
        done = publish(PROJECT / "site", folder / "published")
        assert done.returncode == 0, done.stderr
        key, certificate, tls = folder / "key.pem", folder / "certificate.pem", free_port()
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2",
             "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
            check=True, capture_output=True,
        )  # fmt: skip
        secured = f"listen 127.0.0.1:{tls} ssl; ssl_certificate {certificate}; ssl_certificate_key {key};"
        settings = nginx_settings(folder / "published", secured, _REDIRECTING.format(tls=tls))
        with nginx(settings) as address:
            node = Path(sys.executable).with_name("node")
            done = subprocess.run(
                [node, TOOL, address.rpartition(":")[2], str(tls)],
                env=os.environ | {"NODE_EXTRA_CA_CERTS": str(certificate)},
                capture_output=True, text=True, timeout=60, check=False,
            )  # fmt: skip
    if done.returncode:
        sys.exit(f"The Observatory failed:\n{done.stderr}")
    graded = json.loads(done.stdout)
    for found in graded["found"]:
        print(f"{found['points']:+4}  {found['test']}: {found['result']}")
    print(f"Grade {graded['grade']}, score {graded['score']}")
    sys.exit(graded["grade"] != "A+")


if __name__ == "__main__":
    main()
