"""What docs/deploy.md says, done."""

import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest
from web_site import serving

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "deploy.md").read_text("utf-8")
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def proxied(small_store, tmp_path_factory):
    """A client of nginx, configured as in the documentation, in front of the server."""
    root, port = tmp_path_factory.mktemp("proxy"), free_port()
    [location] = re.findall(r"```nginx\n(.*?)```", TEXT, re.DOTALL)
    address = f"http://127.0.0.1:{port}/graph/"
    with serving("--store", str(small_store), "--site-url", address) as behind:
        place = str(behind.base_url).rstrip("/")
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = "".join(f"{kind}_temp_path {root}/{kind};" for kind in kinds)
        (root / "nginx.conf").write_text(
            f"daemon off; master_process off; pid {root}/pid; events {{ }}\n"
            f"http {{ access_log off; {temporary} server {{ listen 127.0.0.1:{port};\n"
            f"{location.replace('http://127.0.0.1:8000', place)} }} }}\n"
        )
        command = [NGINX, "-p", str(root), "-c", str(root / "nginx.conf")]
        process = subprocess.Popen([*command, "-e", str(root / "error.log")])
        try:
            for _ in range(200):
                assert process.poll() is None, (root / "error.log").read_text()
                with socket.socket() as one:
                    if one.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
                yield client
        finally:
            process.terminate()
            process.wait(20)


def test_a_thing_leads_to_its_document_below_the_path(proxied):
    led = proxied.get("id/org-harbour-legal-aid", headers={"Accept": "text/turtle"})
    assert led.status_code == 303
    answer = proxied.get(led.url.join(led.headers["location"]))
    assert answer.status_code == 200
    assert "Harbour Legal Aid" in answer.text


def test_pages_find_their_style_and_each_other(proxied):
    page = proxied.get("", headers={"Accept": "text/html"})
    assert page.status_code == 200
    links = re.findall(r'href="([^":#?]+)"', page.text)
    assert "assets/site.css" in links
    assert {link: proxied.get(link).status_code for link in set(links)} == dict.fromkeys(links, 200)


def test_queries_are_answered_through_it(proxied):
    answer = proxied.get("sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert answer.status_code == 200
    assert answer.json()["results"]["bindings"]


def test_the_counters_are_not_for_everybody(proxied):
    assert proxied.get("metrics").status_code == 403
    assert proxied.get("health").status_code == 200
