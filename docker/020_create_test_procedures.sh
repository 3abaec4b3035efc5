#!/usr/bin/env bash
# The PROC_TEST procedures of the guides, in the schema of the service.
set -euo pipefail
sqlplus -S -L "jobs/jobs_password@//localhost:1521/FREEPDB1" @/sql/create_test_procedures.sql </dev/null
