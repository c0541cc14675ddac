package io.plash.api.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.plash.api.Availability;
import io.plash.api.Requirement.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link LaunchMode} has to keep to. A mode's test extends this. */
public abstract class LaunchModeContract {

    /** Waits until it may go on, by when its ids are mapped, and then says where it is. */
    private static final String WHERE_AM_I =
            "echo $$; read -r go; id -u; id -g; readlink /proc/self/ns/mnt; readlink /proc/self/ns/user";

    /** A mode of its own: made anew, as plash does. */
    protected abstract LaunchMode mode();

    @Test
    void saysInOneLineWhatItNeeds() {
        assertThat(mode().requirements()).allSatisfy(one -> {
            assertThat(one.name()).isNotBlank().doesNotContain("\n");
            assertThat(one.detail() + one.remedy()).doesNotContain("\n");
            assertThat(one.state() == State.OK)
                    .as("%s needs no remedy", one)
                    .isEqualTo(one.detail().isEmpty());
        });
    }

    @Test
    void hasALowerCaseWordAsName() {
        assertThat(mode().name()).matches("[a-z][a-z0-9-]*").isEqualTo(mode().name());
    }

    @Test
    void hasAPublicConstructorWithoutParameters() throws ReflectiveOperationException {
        assertThat(mode().getClass().getConstructor().newInstance()).isInstanceOf(LaunchMode.class);
    }

    @Test
    void saysTheSameTwiceAboutItsAvailability() {
        LaunchMode mode = mode();

        assertThat(mode.availability()).isNotNull().isEqualTo(mode.availability());
    }

    @Test
    void saysInOneLineWhyItIsUnavailable() {
        if (mode().availability() instanceof Availability.Unavailable reason) {
            assertThat(reason.reason()).isNotBlank().doesNotContain("\n").doesNotEndWith(".");
            assertThat(reason.hint()).isNotNull().doesNotContain("\n");
        }
    }

    @Test
    void saysTheSameTwiceAboutItsEntry() {
        assertThat(availableMode().entry()).isEqualTo(mode().entry());
    }

    @Test
    void keepsTheProcessId() throws IOException, InterruptedException {
        Inside inside = enter(availableMode().entry());

        assertThat(inside.announcedPid()).isEqualTo(inside.pid());
    }

    @Test
    void makesTheProcessRoot() throws IOException, InterruptedException {
        Inside inside = enter(availableMode().entry());

        assertThat(inside.uid()).isEqualTo("0");
        assertThat(inside.gid()).isEqualTo("0");
    }

    @Test
    void makesItsOwnMountNamespaceOrStaysWhereItIs() throws IOException, InterruptedException {
        NamespaceEntry entry = availableMode().entry();

        String ours = Files.readSymbolicLink(Path.of("/proc/self/ns/mnt")).toString();
        String theirs = enter(entry).mountNamespace();

        assertThat(theirs).startsWith("mnt:[");
        assertThat(theirs.equals(ours)).isEqualTo(entry.command().isEmpty());
    }

    @Test
    void tellsWhetherItMakesAUserNamespace() throws IOException, InterruptedException {
        NamespaceEntry entry = availableMode().entry();

        String ours = Files.readSymbolicLink(Path.of("/proc/self/ns/user")).toString();
        String theirs = enter(entry).userNamespace();

        assertThat(theirs).startsWith("user:[");
        assertThat(!theirs.equals(ours)).isEqualTo(entry.userNamespace());
    }

    private LaunchMode availableMode() {
        LaunchMode mode = mode();
        if (mode.availability() instanceof Availability.Unavailable reason) {
            return abort(mode.name() + " is not available here: " + reason.reason());
        }
        return mode;
    }

    /** What a process says that went in. */
    private record Inside(
            String pid, String announcedPid, String uid, String gid, String mountNamespace, String userNamespace) {}

    /** Carries an entry out the way that plash does. */
    private static Inside enter(NamespaceEntry entry) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(entry.command());
        command.addAll(List.of("sh", "-c", WHERE_AM_I));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answer = process.inputReader(UTF_8);
                OutputStream go = process.getOutputStream()) {
            String announced = line(answer);
            writeIdMap("newuidmap", process.pid(), entry.uids());
            writeIdMap("newgidmap", process.pid(), entry.gids());
            go.write("go\n".getBytes(UTF_8));
            go.flush();
            Inside inside = new Inside(
                    Long.toString(process.pid()), announced, line(answer), line(answer), line(answer), line(answer));
            assertThat(process.waitFor()).isZero();
            return inside;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String line(BufferedReader answer) throws IOException {
        String line = answer.readLine();
        return line == null ? "" : line;
    }

    private static void writeIdMap(String program, long pid, List<IdRange> ranges)
            throws IOException, InterruptedException {
        if (ranges.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(program, Long.toString(pid)));
        for (IdRange range : ranges) {
            command.add(Long.toString(range.inside()));
            command.add(Long.toString(range.outside()));
            command.add(Long.toString(range.count()));
        }
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
