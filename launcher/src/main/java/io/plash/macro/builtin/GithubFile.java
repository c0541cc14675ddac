package io.plash.macro.builtin;

import io.plash.api.PlashException;
import io.plash.api.macro.MacroCall;
import io.plash.api.macro.MacroContext;
import java.util.regex.Pattern;

/**
 * A build file on GitHub.
 *
 * @param repository with its owner, {@code USER/REPOSITORY}
 * @param file its path in the repository
 */
record GithubFile(String repository, String file) {

    /** What GitHub lets names be made of. */
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9-]+/[A-Za-z0-9._-]+");

    /** What needs no escape in an address, and does not lead elsewhere. */
    private static final Pattern FILE = Pattern.compile("(?!.*(^|/)\\.{0,2}(/|$))[A-Za-z0-9._~/-]+");

    GithubFile {
        if (!REPOSITORY.matcher(repository).matches() || repository.endsWith("/..") || repository.endsWith("/.")) {
            throw new PlashException("not a repository: '" + repository + "'", "write USER/REPOSITORY");
        }
        if (!FILE.matcher(file).matches()) {
            throw new PlashException("not the path of a build file: '" + file + "'");
        }
    }

    /** The one that a call names: {@code USER/REPOSITORY [FILE]}. */
    static GithubFile of(MacroCall call) {
        return new GithubFile(call.argument(0), call.arguments().size() > 1 ? call.argument(1) : "plashfile");
    }

    /** Where its text is, on the branch that the repository shows; a GitHub of one's own has another server. */
    String url(MacroContext context) {
        String server = context.variable("PLASH_GITHUB_SERVER").orElse("https://raw.githubusercontent.com");
        return server.replaceFirst("/+$", "") + "/" + repository + "/HEAD/" + file;
    }
}
