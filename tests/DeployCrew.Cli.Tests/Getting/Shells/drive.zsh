# A shell in a terminal of its own: what its line reads after the keys, the Tab among them.  drive.zsh SETUP KEYS SHELL...
zmodload zsh/zpty
setup=$1 keys=$2
shift 2
zpty -b shell "$@"
zpty -w shell ". $setup"
local seen= chunk
await() { # pattern
  local end=$((SECONDS + 20))
  until [[ $seen == $~1 ]]; do
    (( SECONDS < end )) || { print -r -- "gave up: ${(q)seen}"; exit 1; }
    zpty -rt shell chunk && seen+=$chunk || sleep 0.02
  done
}
await '*ready>*'
seen=
zpty -wn shell "${(g::)keys}"$'\C-x'
await '*<line:*>*'
print -r -- "${${seen##*<line:}%%>*}"
zpty -d shell
