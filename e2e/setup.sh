#!/usr/bin/env bash
# Sets up what the tests need: a Chromium and ffmpeg. Debian and Ubuntu get them from their packages; elsewhere an installed Chrome will do.
set -euo pipefail
cd "$(dirname "$0")/.."

have() { command -v "$1" >/dev/null 2>&1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
have_browser() {
  [ -n "${CHROME_PATH:-}" ] || have chromium || have chromium-browser || have google-chrome || have google-chrome-stable \
    || [ -e "/Applications/Google Chrome.app" ] || [ -e "$(node -p "require('playwright').chromium.executablePath()" 2>/dev/null)" ]
}

missing=()
have ffmpeg || missing+=(ffmpeg)
have_browser || missing+=(chromium)

if [ "${#missing[@]}" -gt 0 ] && have apt-get; then
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
have_browser || npx playwright install chromium
have ffmpeg || { echo "ffmpeg is missing: install it (macOS: brew install ffmpeg, Windows: winget install ffmpeg) and run this again." >&2; exit 1; }
