#compdef deploycrew
# Completion of deploycrew for zsh:  source <(deploycrew completion zsh)
_deploycrew() {
  local line
  local -a candidates
  for line in "${(@f)$("${words[1]}" completion words -- "${(@)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    if [[ $line == *$'\t'* ]]; then
      candidates+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    else
      candidates+=("${line//:/\\:}")
    fi
  done
  # Where it has nothing to say, the word is a file.
  if (( $#candidates )); then
    _describe -t deploycrew deploycrew candidates
  else
    _files
  fi
}
if [[ ${funcstack[1]} == _deploycrew ]]; then
  _deploycrew "$@"
else
  compdef _deploycrew deploycrew
fi
