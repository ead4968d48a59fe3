PATH=$DEPLOYCREW_TEST_PROGRAMS:$PATH
autoload -Uz compinit && compinit -u -D
source <(deploycrew completion zsh)
show() { print -r -- "<line:$BUFFER>"; BUFFER= }
zle -N show
bindkey '^I' complete-word
bindkey '^X' show
PROMPT=
# In two pieces, so that it is not found in the echo of what is typed.
print -r -- "rea""dy>"
