# Shared by the scripts: one plain sentence in the terminal's language, and an end.

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
  zh* | ZH*) chinese=1 ;;
  *) chinese= ;;
esac

say() { # say ENGLISH CHINESE
  if [ -n "$chinese" ]; then echo "$2"; else echo "$1"; fi
}

fail() { # fail ENGLISH CHINESE
  say "$1" "$2" >&2
  exit 1
}

digest() { # digest FILE… -> one line that changes when one of them does
  cat -- "$@" | sha256sum | cut -c1-64
}

fresh() { # fresh STAMP DIGEST -> whether the stamp was made for this digest
  [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]
}

install_packages() { # install_packages PACKAGE… -> by apt when root; says the command and fails otherwise
  local command="apt-get install -y --no-install-recommends $*"
  if [ "$(id -u)" != 0 ]; then
    say "This needs $*; run: sudo $command" "需要 $*，请运行：sudo $command" >&2
    return 1
  fi
  say "Installing $* …" "正在安装 $*……"
  { apt-get update && DEBIAN_FRONTEND=noninteractive $command; } >/dev/null 2>&1 || {
    say "apt could not install them; run: $command" "apt 安装失败，请运行：$command" >&2
    return 1
  }
}
