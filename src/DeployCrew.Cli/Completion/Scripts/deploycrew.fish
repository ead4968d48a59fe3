# Completion of deploycrew for fish:  deploycrew completion fish | source
function __deploycrew_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l found ($words[1] completion words -- $words[2..-1] "$current" 2>/dev/null)
    # Where it has nothing to say, the word is a file.
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c deploycrew -f -a '(__deploycrew_complete)'
