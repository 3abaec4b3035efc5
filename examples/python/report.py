"""Lanzar un procedimiento y esperar a que termine. Solo usa la biblioteca estándar."""

import json
import os
import time
import urllib.request

API_URL = os.environ.get("ORACLE_JOBS_URL", "http://localhost:8080")
TOKEN = os.environ.get("API_TOKEN", "")


def request(method, path, body=None):
    headers = {"Authorization": f"Bearer {TOKEN}"}
    if body is not None:
        headers["Content-Type"] = "application/json"
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(API_URL + path, data, headers, method=method)) as response:
        return json.load(response)


job_id = request(
    "POST",
    "/procedure/async",
    {
        "name": "PROC_TEST_PARAMS",
        "params": [
            {"name": "p_number", "value": 12, "type": "NUMBER"},
            {"name": "p_varchar", "value": "diciembre", "type": "STRING"},
            {"name": "p_date", "value": "2025-12-10", "type": "DATE"},
            {"name": "p_result", "direction": "OUT", "type": "STRING"},
        ],
    },
)["job_id"]
print(f"Job iniciado: {job_id}")

while True:
    job = request("GET", f"/jobs/{job_id}")
    print(f"[{job['status'].upper()}] Progreso: {job['progress']}%")
    if job["status"] in ("completed", "failed", "cancelled"):
        break
    time.sleep(0.5)

if job["status"] == "completed":
    print(f"✅ Reporte generado en {job['duration']}: {job['result']['p_result']}")
else:
    print(f"❌ Error: {job['error']}")
    raise SystemExit(1)
