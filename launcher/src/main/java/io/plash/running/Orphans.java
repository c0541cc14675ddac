package io.plash.running;

import io.plash.api.PlashException;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a program leaves running when it ends. As long as this is open, such processes become children of this one and not of
 * the machine's first one, and nothing that they do takes them out of its sight.
 */
public final class Orphans implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Posix posix = Posix.system();
    private final ProcessHandle self = ProcessHandle.current();
    private final Set<ProcessHandle> others = self.descendants().collect(Collectors.toSet());
    private final Object root = BuildDataMounts.identity(Path.of("/"));
    private final Duration patience;
    private final Duration longest;

    Orphans(Duration patience, Duration longest) throws IOException {
        this.patience = patience;
        this.longest = longest;
        posix.adoptOrphans(true);
    }

    /** Of the programs that this process starts from now on. */
    public static Orphans adopt() throws IOException {
        return new Orphans(Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    /**
     * Ends those that run in a container, politely first. The others are of our own making, such as the server of a union that
     * writes what it has: they get some time to end by themselves.
     *
     * @return what was ended, by the names that these programs have given themselves
     * @throws PlashException if one of them cannot be ended
     */
    public List<String> end() throws IOException {
        List<String> names = new ArrayList<>();
        end(this::isInContainer, names);
        if (!areGone(process -> true, longest, process -> {})) {
            end(process -> true, names);
        }
        return names;
    }

    private void end(Predicate<ProcessHandle> which, List<String> names) throws IOException {
        for (ProcessHandle process : alive(which)) {
            names.add(name(process));
            process.destroy();
        }
        if (!areGone(which, patience, process -> {}) && !areGone(which, longest, ProcessHandle::destroyForcibly)) {
            throw new PlashException("cannot end what was left running in the container: process ids "
                    + alive(which).stream()
                            .map(process -> Long.toString(process.pid()))
                            .collect(Collectors.joining(", ")));
        }
    }

    private boolean areGone(Predicate<ProcessHandle> which, Duration time, Consumer<ProcessHandle> action)
            throws IOException {
        long end = System.nanoTime() + time.toNanos();
        List<ProcessHandle> left = alive(which);
        while (!left.isEmpty() && System.nanoTime() < end) {
            left.forEach(action);
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PlashException("interrupted", null, e);
            }
            left = alive(which);
        }
        return left.isEmpty();
    }

    /** Nobody else waits for our adopted children. */
    private List<ProcessHandle> alive(Predicate<ProcessHandle> which) throws IOException {
        List<ProcessHandle> alive = new ArrayList<>();
        for (ProcessHandle process : self.descendants().toList()) {
            if (others.contains(process)) {
                continue;
            }
            if (!new ProcessView(process.pid()).hasEnded()) {
                alive.add(process);
            } else if (process.parent().filter(self::equals).isPresent()) {
                reap((int) process.pid());
            }
        }
        alive.removeIf(which.negate());
        return alive;
    }

    private void reap(int pid) throws IOException {
        try {
            posix.reap(pid);
        } catch (PosixException e) {
            // ECHILD: it was the child of another thread of ours, which was faster.
            return;
        }
    }

    /** A process that does not even show its root directory is none of our own making. */
    private boolean isInContainer(ProcessHandle process) {
        try {
            return !BuildDataMounts.identity(new ProcessView(process.pid()).inside(Path.of("/")))
                    .equals(root);
        } catch (IOException e) {
            return !new ProcessView(process.pid()).hasEnded();
        }
    }

    private static String name(ProcessHandle process) {
        try {
            return new ProcessView(process.pid()).name();
        } catch (IOException e) {
            return Long.toString(process.pid());
        }
    }

    @Override
    public void close() throws IOException {
        posix.adoptOrphans(false);
    }
}
