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
