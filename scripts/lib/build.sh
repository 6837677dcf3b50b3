# Sourced by the scripts here, from the project's root: checks tools, builds when sources are newer than the last build.

# One collector thread is what two cores want; memory beside the heap holds the live media, see media.hls.max-total-megabytes.
JVM_FLAGS=(-XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Dlogback.configurationFile=conf/logback.xml -Dio.netty.tryReflectionSetAccessible=true
  --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/jdk.internal.misc=ALL-UNNAMED)
java_release=$(java -version 2>&1 | sed -nE 's/.*version "([0-9]+).*/\1/p' | head -1)
if ((${java_release:-0} >= 24)); then
  JVM_FLAGS+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
fi
STAMP=server/target/.built

fail() {
  echo "$*" >&2
  exit 1
}

# need_tool NAME MINIMUM VERSION: the version is compared number by number
need_tool() {
  local have=$3
  [[ -n $have ]] || fail "$1 is missing (expected: $1 $2 or later)"
  [[ $(printf '%s\n%s\n' "$2" "$have" | sort -V | head -1) == "$2" ]] || fail "$1 is $have (expected: $2 or later)"
}

check_tools() {
  need_tool java 17 "$(java -version 2>&1 | sed -nE 's/.*version "([0-9.]+).*/\1/p' | head -1)"
  need_tool javac 17 "$(javac -version 2>&1 | sed -nE 's/javac ([0-9.]+).*/\1/p')"
  need_tool mvn 3.8 "$(mvn -v 2>/dev/null | sed -nE 's/.*Apache Maven ([0-9.]+).*/\1/p' | head -1)"
  need_tool node 20.19 "$(node --version 2>/dev/null | tr -d v)"
  need_tool npm 10 "$(npm --version 2>/dev/null)"
}

# need_packages WHY PACKAGE...: installs missing Debian packages when root, else names them
need_packages() {
  local why=$1 missing=() package
  shift
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  if [[ $package == ffmpeg && ${#missing[@]} == 1 ]] && command -v ffmpeg >/dev/null; then
    return 0
  fi
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null ||
    fail "$why needs ${missing[*]} (expected: installed; try: sudo apt-get install ${missing[*]})"
  echo "installing ${missing[*]}" >&2
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

build_if_stale() {
  if [[ -e $STAMP && -z $(find pom.xml .mvn */pom.xml */src web-client/*.json web-client/*.html web-client/*.ts web-client/public \
      -newer "$STAMP" -not -path '*/node_modules/*' -not -path '*/src/test/*' -print -quit 2>/dev/null) ]]; then
    return 0
  fi
  check_tools
  echo "building (a minute or two the first time)" >&2
  mvn -q -B -DskipTests package >&2 || fail "the build failed"
}
