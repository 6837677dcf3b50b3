#!/bin/bash
# Type check and tests of the pages; leaves a report beside Maven's.
set -euo pipefail
cd "$(dirname "$0")"
./build.sh
npm run --silent typecheck
npx --no-install vitest run --reporter=default --reporter=junit --outputFile.junit=target/vitest-reports/TEST-web-client.xml
