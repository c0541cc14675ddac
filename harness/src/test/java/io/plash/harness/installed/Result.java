package io.plash.harness.installed;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a command ended.
 *
 * @param command what was run, for messages
 * @param status its exit status; 128 and the number of a signal that ended it
 */
public record Result(String command, int status, String stdout, String stderr) {

    /** Asserts that it succeeded, and returns what it printed, without the newline at the end. */
    public String value() {
        assertThat(status).as("exit status of %s", this).isZero();
        return stdout.stripTrailing();
    }

    /**
     * Asserts that it failed as errors of plash do: with status 1, no value, and one line that says what is wrong.
     *
     * @return that line, without what all of them begin with
     */
    public String error() {
        assertThat(status).as("exit status of %s", this).isEqualTo(1);
        assertThat(stdout).as("stdout of %s", this).isEmpty();
        assertThat(stderr.lines())
                .as("stderr of %s", this)
                .allMatch(line -> line.startsWith("plash: error: ") || line.startsWith("plash: hint: "))
                .filteredOn(line -> line.startsWith("plash: error: "))
                .hasSize(1);
        return stderr.lines().findFirst().orElseThrow().substring("plash: error: ".length());
    }

    @Override
    public String toString() {
        return command + "\nstatus " + status + "\n--- stdout\n" + stdout + "--- stderr\n" + stderr + "---";
    }
}
