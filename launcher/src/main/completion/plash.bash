# Completion of plash for bash; lib/plash/complete knows the words.
_plash() {
    local cur words cword line word plash
    plash=$(type -P plash) && plash=$(readlink -f "$plash") || return
    if declare -F _get_comp_words_by_ref >/dev/null; then
        _get_comp_words_by_ref -n : cur words cword
    else
        cur=${COMP_WORDS[COMP_CWORD]} words=("${COMP_WORDS[@]}") cword=$COMP_CWORD
    fi
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            /files)
                compopt -o filenames
                while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$cur")
                ;;
            /programs) while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -c -- "$cur") ;;
            *)
                word=${line%%$'\t'*}
                [[ $word != "$cur"* ]] || COMPREPLY+=("$(printf %q "$word")")
                ;;
        esac
    done < <("${plash%/*}/../lib/plash/complete" "${words[@]:1:cword}")
    if declare -F __ltrim_colon_completions >/dev/null; then
        __ltrim_colon_completions "$cur"
    fi
}
complete -F _plash plash
