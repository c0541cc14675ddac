package io.plash.harness.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.Debian;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/examples/source-debootstrap is built as its README says, put into the installed plash, and taken away again. */
@ForEachCaller({Caller.WITH_IDS, Caller.SINGLE_ID})
final class DebootstrapIT {

    private static final String USE = """
            complete=$(dirname "$(command -v plash)")/../lib/plash/complete
            known() {
                plash doctor | grep 'image source debootstrap' || echo 'doctor: unknown'
                plash help-macros | grep -o -e '--from-debootstrap' || echo 'help-macros: unknown'
                "$complete" - | cut -f 1 | grep debootstrap || echo 'completion: unknown'
                "$complete" imp | cut -f 1 | grep debootstrap || echo 'completion: unknown'
            }
            known
            plash --from-debootstrap bookworm -- cat /etc/os-release | grep CODENAME
            plash plan --from-debootstrap bookworm -- cat /etc/os-release | head -n 1
            container=$(plash import-debootstrap --pull=newer bookworm)
            test "$container" = "$(plash build --from-debootstrap bookworm)"
            echo "--from-debootstrap bookworm" >plashfile
            plash lock plashfile; grep -o '@sha256:' plashfile.lock
            test "$container" = "$(PLASH_OFFLINE=1 plash build --eval-file plashfile)"
            rm "$extensions"/*.jar; sleep 0.1
            known
            ! plash --from-debootstrap bookworm -- true 2>&1
            ! plash import-debootstrap bookworm 2>&1
            plash run "$container" echo runs
            """;

    private static final String TRY_TO_USE =
            "plash --from-debootstrap bookworm -- true 2>&1 | sed 's:bookworm/[a-z0-9]*:bookworm:'";

    private static final String KNOWN = """
            ok       image source debootstrap: mmdebstrap
            --from-debootstrap
            --from-debootstrap
            import-debootstrap
            """;

    private static final String USED = """
            VERSION_CODENAME=bookworm
            # hot: this plan was kept and holds
            @sha256:
            """;

    private static final String REFUSED = """
            plash: error: cannot make bookworm: its files belong to several users, and you are but one
            plash: hint: get subordinate ids, see `plash doctor`""";

    private static final String GONE = """
            doctor: unknown
            help-macros: unknown
            completion: unknown
            completion: unknown
            plash: error: unknown macro: --from-debootstrap
            plash: hint: `plash help-macros` lists the image sources there are; put the jar of another one among the extensions, see `man plash`
            plash: error: no image source: debootstrap
            plash: hint: there are: docker, host, lxc, url
            runs""";

    private static Path jar = Path.of("");

    private final Plash plash;

    DebootstrapIT(Plash plash) {
        this.plash = plash;
    }

    @BeforeAll
    static void buildTheProject(@TempDir Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        jar = ExampleProject.build(
                Path.of("../docs/examples/source-debootstrap"), directory, "plash-source-debootstrap-1.0.jar");
    }

    @Test
    void isThereAsLongAsItsJar() {
        if (plash.caller().hasManyIds()) {
            Debian.assumeMirror();
        }
        assertThat(plash.shell("""
                                extensions=~/.local/share/plash/extensions
                                mkdir -p "$extensions"
                                """ + "cp " + jar + " \"$extensions\"\n"
                                + (plash.caller().hasManyIds() ? USE : TRY_TO_USE))
                        .value())
                .isEqualTo(plash.caller().hasManyIds() ? KNOWN + USED + GONE : REFUSED);
    }
}
