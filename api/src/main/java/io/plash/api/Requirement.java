package io.plash.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that a backend needs, or can make use of, and whether this machine has it. {@code plash doctor} shows them.
 *
 * @param name what it is, in a few words: {@code newuidmap}
 * @param state whether it is there
 * @param detail what follows from that, or why it cannot be used; empty if nothing is to be said
 * @param remedy what to do about it, as text that can be typed or as an imperative; empty if nothing is to be done
 */
public record Requirement(String name, State state, String detail, String remedy) {

    /** Whether something is there. */
    public enum State {
        /** It is there and can be used. */
        OK,
        /** It is not there. */
        MISSING,
        /** It is there or could be, but this machine or this user may not use it. */
        BLOCKED
    }

    /**
     * Who calls a package what.
     *
     * @param apt on Debian and Ubuntu
     * @param dnf on Fedora and its kin
     * @param apk on Alpine
     * @param pacman on Arch
     */
    public record Packages(String apt, String dnf, String apk, String pacman) {

        /** How to install it here; on a machine with none of these package managers, how on all of them. */
        public String remedy() {
            List<String> commands =
                    List.of("apt install " + apt, "dnf install " + dnf, "apk add " + apk, "pacman -S " + pacman);
            List<String> here = new ArrayList<>(commands);
            here.removeIf(
                    command -> find(command.substring(0, command.indexOf(' '))).isEmpty());
            return "as root: " + String.join(", or ", here.isEmpty() ? commands : here.subList(0, 1));
        }
    }

    /** It is there. */
    public static Requirement ok(String name) {
        return new Requirement(name, State.OK, "", "");
    }

    /** It is not there. */
    public static Requirement missing(String name, String detail, String remedy) {
        return new Requirement(name, State.MISSING, detail, remedy);
    }

    /** It cannot be used. */
    public static Requirement blocked(String name, String detail, String remedy) {
        return new Requirement(name, State.BLOCKED, detail, remedy);
    }

    /** What {@code availability()} of a backend says. */
    public static Requirement of(String name, Availability availability) {
        return availability instanceof Availability.Unavailable unavailable
                ? blocked(name, unavailable.reason(), unavailable.hint())
                : ok(name);
    }

    /**
     * A program.
     *
     * @param detail what cannot be done without it
     */
    public static Requirement program(String name, String detail, Packages packages) {
        return find(name).isPresent() ? ok(name) : missing(name, detail, packages.remedy());
    }

    /** Looks a program up in PATH and where administrators' programs live. */
    private static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "")
                + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        return Stream.of(path.split(":"))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
