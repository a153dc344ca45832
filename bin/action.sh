#!/usr/bin/env bash
# What action.yml runs: diagnoses the logs, annotates, writes the summary of the job, and sets the outputs of the step. Inputs come
# as variables of the environment, a file or an option on each line, so that no text of a workflow is read as one of the shell.
set -uo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
mapfile -t files < <(printf '%s\n' "$SSHLOG_FILES" | grep -v '^[[:space:]]*$')
mapfile -t options < <(printf '%s\n' "${SSHLOG_OPTIONS:-}" | grep -v '^[[:space:]]*$')
if [ "${#files[@]}" -eq 0 ]; then
  echo 'sshlog: no file is named; give the input "files"' >&2
  exit 2
fi
directory="$(mktemp -d)"
report="$directory/report.json"

node "$here/sshlog.js" diagnose --fail-on "${SSHLOG_FAIL_ON:-error}" --format github --format "json=$report" \
  --format "markdown=$directory/summary.md" ${SSHLOG_SARIF:+--format "sarif=$SSHLOG_SARIF"} "${options[@]}" -- "${files[@]}"
status=$?

if [ -f "$report" ]; then
  cat "$directory/summary.md" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
  node -e '
    const { findings } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
    console.log(`report=${process.argv[1]}\nfindings=${findings.length}\nerrors=${count("error")}\nwarnings=${count("warning")}`);
    console.log(`codes=${[...new Set(findings.map(({ code }) => code))].join(" ")}`);
  ' "$report" >> "${GITHUB_OUTPUT:-/dev/null}"
fi
exit "$status"
