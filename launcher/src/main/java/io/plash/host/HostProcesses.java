package io.plash.host;

import io.plash.api.PlashException;
import io.plash.text.RawPath;
import io.plash.text.RawText;
import io.plash.tree.Unfinished;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts programs of the host. Nothing else in plash does.
 *
 * <p>At most one pipe of a child is read, and its stdin is a file or a short text, so that no child can block on us while
 * we block on it.
 */
public final class HostProcesses {

    /** Where administrators' programs live that an ordinary user's PATH often lacks. */
    private static final String MORE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** How long a program may take to end that is asked to. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String CHANGE_DIRECTORY = "cd -- \"$1\" && shift && exec \"$@\"";

    /** The x keeps newlines at the end of a word. */
    private static final String UNESCAPE = """
            for word; do
                shift
                case $word in *\\\\*) word=$(printf '%bx' "$word") && word=${word%x} ;; esac
                set -- "$@" "$word"
            done
            exec "$@"
            """;

    private final Consumer<List<String>> watcher;
    private final @Nullable Path directory;
    private final Starter starter;

    /** Starts one program, from the thread that calls it. */
    @FunctionalInterface
    public interface Start {
        Process now() throws IOException;
    }

    /** In which circumstances programs are started. */
    @FunctionalInterface
    public interface Starter {
        Process start(Start start) throws IOException;
    }

    /** Starts programs where this process is, without a word. */
    public HostProcesses() {
        this(command -> {});
    }

    /** The same, but tells each command before it starts it. */
    public HostProcesses(Consumer<List<String>> watcher) {
        this(watcher, null, Start::now);
    }

    private HostProcesses(Consumer<List<String>> watcher, @Nullable Path directory, Starter starter) {
        this.watcher = watcher;
        this.directory = directory;
        this.starter = starter;
    }

    /** The same, but programs start in this directory, if they are not told another one. */
    public HostProcesses in(Path directory) {
        return new HostProcesses(watcher, directory, starter);
    }

    /** The same, but programs are started in this way. */
    public HostProcesses startedBy(Starter starter) {
        return new HostProcesses(watcher, directory, starter);
    }

    /** Runs a program that has no input and whose output nobody wants, and returns its exit status. */
    public int runQuietly(List<String> command, Path directory) {
        return await(start(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)));
    }

    /** Runs a program with our own stdin, stdout and stderr, and returns its exit status. */
    public int run(List<String> command) {
        return await(start(builder(command).inheritIO()));
    }

    /**
     * Runs a program whose output, all of it, goes to our stderr, and returns its exit status.
     *
     * @param stdin what it reads; null for our own stdin
     */
    public int runToStderr(List<String> command, byte @Nullable [] stdin) {
        // Java can hand its stdout to a child as the child's stdout, but not its stderr; a shell can.
        List<String> redirected = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" >&2", "sh"));
        redirected.addAll(command);
        ProcessBuilder builder = builder(redirected).inheritIO();
        if (stdin == null) {
            return await(start(builder));
        }
        Process process = start(builder.redirectInput(Redirect.PIPE));
        try (Unfinished started = ending(process)) {
            feed(process, stdin);
            return waitFor(process);
        }
    }

    /** What a program printed on its stdout, and its exit status. */
    public record Result(int status, String output) {}

    /** Runs a program with this input, and returns what it printed; its stderr is ours. */
    public Result runAndRead(List<String> command, byte[] stdin) {
        Process process = start(builder(command).redirectError(Redirect.INHERIT));
        try (Unfinished started = ending(process)) {
            feed(process, stdin);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(waitFor(process), output);
        } catch (IOException e) {
            throw new PlashException("cannot read the output of " + command.get(0), null, e);
        }
    }

    /**
     * Runs a program without input and reads what it prints on its stdout while it runs; its stderr goes nowhere. Closing the
     * stream ends the program.
     *
     * @param complaint of the exception that {@code read} throws in place of the end if the program fails
     */
    public InputStream read(List<String> command, String complaint) {
        ProcessBuilder builder = builder(command)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(Redirect.DISCARD);
        return new ProgramOutput(start(builder), complaint);
    }

    /** Looks a program up in PATH and where administrators' programs live. */
    public static Optional<Path> find(String program) {
        return find(program, System.getenv().getOrDefault("PATH", "") + ":" + MORE_PATH);
    }

    /** The same the other way round, for a launch plan that is kept should not depend on the PATH of who made it. */
    public static Optional<Path> findForPlan(String program) {
        return find(program, MORE_PATH + ":" + System.getenv().getOrDefault("PATH", ""));
    }

    private static Optional<Path> find(String program, String path) {
        return Stream.of(path.split(":"))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, program))
                .filter(file -> Files.isExecutable(file) && Files.isRegularFile(file))
                .findFirst();
    }

    private ProcessBuilder builder(List<String> command) {
        List<String> words = new ArrayList<>(command);
        Path here = directory;
        if (here != null && !RawText.isPlain(RawPath.text(here))) {
            words.addAll(0, List.of("/bin/sh", "-c", CHANGE_DIRECTORY, "sh", RawPath.text(here)));
            here = null;
        }
        return new ProcessBuilder(words.stream().allMatch(RawText::isPlain) ? words : throughShell(words))
                .directory(here == null ? null : here.toFile());
    }

    /** Java replaces what is not valid UTF-8 in the words of a command. A shell does not, but must be told in plain words. */
    private static List<String> throughShell(List<String> command) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", UNESCAPE, "sh"));
        for (String word : command) {
            StringBuilder escaped = new StringBuilder();
            for (byte b : RawText.encode(word)) {
                escaped.append(b < ' ' || b == '\\' ? "\\0%03o".formatted(b & 0xFF) : Character.toString(b));
            }
            words.add(escaped.toString());
        }
        return words;
    }

    private Process start(ProcessBuilder builder) {
        watcher.accept(builder.command());
        try {
            return starter.start(builder::start);
        } catch (IOException e) {
            throw new PlashException("cannot start " + builder.command().get(0), null, e);
        }
    }

    /** As long as it is open, a signal that ends this process ends the other one. */
    private static Unfinished ending(Process process) {
        return new Unfinished(() -> end(process));
    }

    /** With all that it has started, politely first. */
    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static void feed(Process process, byte[] stdin) {
        try (OutputStream input = process.getOutputStream()) {
            input.write(stdin);
        } catch (IOException e) {
            // The program ended before it had read everything. Its exit status tells what that means.
            return;
        }
    }

    static int await(Process process) {
        try (Unfinished started = ending(process)) {
            return waitFor(process);
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new PlashException("interrupted", null, e);
        }
    }
}
