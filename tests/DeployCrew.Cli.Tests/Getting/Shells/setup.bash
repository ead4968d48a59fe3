PATH=$DEPLOYCREW_TEST_PROGRAMS:$PATH
eval "$(deploycrew completion bash)"
bind -x '"\C-x": echo "<line:$READLINE_LINE>"'
PS1=
# In two pieces, so that it is not found in the echo of what is typed.
echo "rea""dy>"
