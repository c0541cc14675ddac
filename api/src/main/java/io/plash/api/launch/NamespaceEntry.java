package io.plash.api.launch;

import java.nio.file.Path;
import java.util.List;

/**
 * How a process gets into the namespaces of a container.
 *
 * @param command words to put in front of a command so that it runs inside, such as {@code unshare --mount}; empty to
 *     stay where one is. The command must replace itself by what follows, and keep its process id. The words consist of
 *     letters, digits and {@code _ - + = . , : / @ %}.
 * @param uids the id map that {@code newuidmap} is to write from outside, once {@code command} has made a new user
 *     namespace; empty if {@code command} makes none or maps its ids itself
 * @param gids the same for group ids and {@code newgidmap}; empty exactly if {@code uids} is
 * @param userNamespace whether one ends up in a user namespace, so without the privileges of real root
 * @param privateMounts whether what is mounted inside is seen by nobody outside and ends with the program
 * @param sources the files that this was read from, whether they exist or not: plash launches this way again until one of
 *     them changes, comes or goes
 */
public record NamespaceEntry(
        List<String> command,
        List<IdRange> uids,
        List<IdRange> gids,
        boolean userNamespace,
        boolean privateMounts,
        List<Path> sources) {

    /** No namespace at all: one stays where one is. */
    public static final NamespaceEntry NONE = new NamespaceEntry(List.of(), List.of(), List.of(), false, false);

    /** What depends on no file. */
    public NamespaceEntry(
            List<String> command,
            List<IdRange> uids,
            List<IdRange> gids,
            boolean userNamespace,
            boolean privateMounts) {
        this(command, uids, gids, userNamespace, privateMounts, List.of());
    }

    public NamespaceEntry {
        command = List.copyOf(command);
        uids = List.copyOf(uids);
        gids = List.copyOf(gids);
        sources = List.copyOf(sources);
        for (String word : command) {
            if (!word.matches("[A-Za-z0-9_+=.,:/@%-]+")) {
                throw new IllegalArgumentException("not a plain word: " + word);
            }
        }
        if (uids.isEmpty() != gids.isEmpty()) {
            throw new IllegalArgumentException("either both id maps or none");
        }
    }
}
