# Completion of plash for fish; lib/plash/complete knows the words.
function __plash_words
    set -l plash (realpath (command -s plash)); or return
    set -l complete (dirname $plash)/../lib/plash/complete
    set -l words (commandline -opc)
    set -l cur (commandline -ct)
    for line in ($complete $words[2..] "$cur")
        switch $line
            case /files
                __fish_complete_path $cur
            case /programs
                complete -C "$cur"
            case '*'
                echo $line
        end
    end
end
complete -c plash -f -a '(__plash_words)'
