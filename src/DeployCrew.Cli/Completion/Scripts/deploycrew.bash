# Completion of deploycrew for bash:  eval "$(deploycrew completion bash)"
_deploycrew() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("${line%%$'\t'*}")
  done < <("${COMP_WORDS[0]}" completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
# Where it has nothing to say, the word is a file.
complete -o bashdefault -o default -F _deploycrew deploycrew
