package io.plash.harness.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Debian;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;

/** A real root filesystem: Debian is imported, a package of it is installed, and runs. */
@ForEachCaller
final class DebianIT {

    private static final String FIGLET_OK = """
                   _   \s
              ___ | | __
             / _ \\| |/ /
            | (_) |   <\s
             \\___/|_|\\_\\
            """.stripTrailing();

    private final Plash plash;

    DebianIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void installsAndRunsAPackage() {
        String id = plash.value("import-tar", Debian.archive().toString());
        assertThat(plash.value("run", id, "sh", "-c", ". /etc/os-release; echo \"$ID $VERSION_CODENAME\""))
                .isEqualTo("debian bookworm");
        assertThat(plash.value("run", id, "stat", "-c", "%u:%g %a", "/etc/shadow"))
                .isEqualTo(plash.caller().hasManyIds() ? "0:42 640" : "0:0 640");
        Debian.assumeMirror(plash, id);
        String figlet = plash.value("build", "-f", id, "--apt", "figlet");
        assertThat(plash.value("run", figlet, "figlet", "ok")).isEqualTo(FIGLET_OK);
        Result again = plash.run("run", "-f", id, "--apt", "figlet", "--", "figlet", "ok");
        assertThat(again.value()).isEqualTo(FIGLET_OK);
        assertThat(again.stderr()).isEmpty();
    }
}
