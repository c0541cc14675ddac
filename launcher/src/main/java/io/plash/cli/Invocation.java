package io.plash.cli;

import io.plash.api.PlashException;
import io.plash.macro.BuildScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the user typed, as a command and its arguments.
 *
 * @param argv everything behind the word plash
 * @param command the name of the command
 * @param arguments the arguments of the command; when build arguments stood first, the container that they made is the
 *     first one
 * @param offset where the arguments stand: for k above 0, {@code arguments[k]} is {@code argv[offset + k]}
 * @param script what those build arguments stood for; empty without
 */
public record Invocation(List<String> argv, String command, List<String> arguments, int offset, BuildScript script) {

    /** To these commands build arguments are what they are about. */
    private static final Set<String> MACROS = Set.of("build", "eval");

    private static final BuildScript NOTHING = new BuildScript("");

    public Invocation {
        argv = List.copyOf(argv);
        arguments = List.copyOf(arguments);
    }

    /**
     * Finds the command.
     *
     * @param aliases other names of commands, and those commands
     * @throws PlashException if there is no argument at all
     */
    public static Invocation parse(List<String> argv, Map<String, String> aliases) {
        if (argv.isEmpty()) {
            throw new PlashException("plash is a container build and run engine, try --help");
        }
        String first = argv.get(0);
        if (first.equals("b")) {
            return building(argv, aliases);
        }
        String alias = aliases.get(first);
        if (alias != null) {
            return of(argv, alias, 1);
        }
        if (looksLikeOption(first)) {
            return of(argv, "run", 0);
        }
        return first.contains("/") ? of(argv, "exec-file", 0) : of(argv, first, 1);
    }

    /** {@code plash b COMMAND BUILDARGS -- ARGS} is {@code plash COMMAND CONTAINER ARGS}. */
    private static Invocation building(List<String> argv, Map<String, String> aliases) {
        Invocation typed = of(argv, "b", 1);
        boolean calls = argv.size() > 2 && looksLikeOption(argv.get(2)) && !typed.asksForHelp();
        return calls ? of(argv, aliases.getOrDefault(argv.get(1), argv.get(1)), 2) : typed;
    }

    private static Invocation of(List<String> argv, String command, int offset) {
        return new Invocation(argv, command, argv.subList(offset, argv.size()), offset, NOTHING);
    }

    /** Whether a word begins build arguments. */
    static boolean looksLikeOption(String word) {
        return word.startsWith("-") && word.length() > 1 && !word.equals("--");
    }

    /** Whether the user asks how the command is used. */
    public boolean asksForHelp() {
        return !arguments.isEmpty()
                && (arguments.get(0).equals("--help") || arguments.get(0).equals("-h"));
    }

    /** Whether the arguments begin with build arguments, for a command that takes such. */
    public boolean startsWithBuildArguments() {
        return !arguments.isEmpty() && looksLikeOption(arguments.get(0));
    }

    /** Whether they do for any command that is to be called with a container. */
    public boolean isCalledWithContainer() {
        return argv.get(0).equals("b") && startsWithBuildArguments() && !MACROS.contains(command);
    }

    /** The build arguments that come first, as far as a {@code --}. */
    public List<String> buildArguments() {
        int end = arguments.indexOf("--");
        return end < 0 ? arguments : arguments.subList(0, end);
    }

    /** The same, with a container in the place of its build arguments, which stood for this. */
    public Invocation withContainer(String container, BuildScript built) {
        int end = buildArguments().size();
        List<String> replaced = new ArrayList<>(List.of(container));
        replaced.addAll(arguments.subList(Math.min(end + 1, arguments.size()), arguments.size()));
        return new Invocation(argv, command, replaced, offset + end, built);
    }

    /** The same, without the {@code --} that the arguments begin with. */
    public Invocation withoutDashes() {
        return new Invocation(argv, command, arguments.subList(1, arguments.size()), offset + 1, script);
    }

    /** How many words of argv stand before the argument of this number, which is above 0. */
    public int wordsBefore(int argument) {
        return Math.min(offset + argument, argv.size());
    }
}
