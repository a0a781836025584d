#!/usr/bin/env bash
# Checks every ad in a folder: the report for people goes to the log, the one for programs to ads-report.json.
set -u
folder=${1:?usage: check-ads.sh FOLDER}

compliance check "$folder" --strict --format json > ads-report.json
code=$?
compliance check "$folder" --strict
exit "$code"
