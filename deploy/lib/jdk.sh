# Sourced, not run: sets JAVA_HOME to a JDK 25 or later, or ends with one clear line.
# Keeps a JAVA_HOME that is good enough, else looks where JDKs usually lie.

reelay_java_version() {
  # The feature number of the JDK at $1, or nothing when there is none (a JRE has no javac).
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p'
}

reelay_find_jdk() {
  for candidate in "${JAVA_HOME:-/nonexistent}" /usr/lib/jvm/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    /opt/java/* /opt/jdk* "$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /nonexistent/bin/javac)")")")" \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    version=$(reelay_java_version "$candidate")
    if [ -n "$version" ] && [ "$version" -ge 25 ]; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

if JAVA_HOME=$(reelay_find_jdk); then
  export JAVA_HOME
  PATH="$JAVA_HOME/bin:$PATH"
  export PATH
else
  echo "reelay: no JDK 25 found. Install one (a JDK, not a JRE) and set JAVA_HOME to its folder." >&2
  exit 1
fi

if ! command -v mvn >/dev/null 2>&1; then
  echo "reelay: mvn is not on the path. Install Apache Maven 3.8.6 or later." >&2
  exit 1
fi
