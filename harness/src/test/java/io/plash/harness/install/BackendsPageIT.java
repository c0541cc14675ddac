package io.plash.harness.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backends of docs/backends.md can be put into the installed plash, used, and taken away again. */
@ForEachCaller({Caller.ROOT, Caller.WITH_IDS})
final class BackendsPageIT {

    private static final Path PAGE = Path.of("../docs/backends.md");

    /** For scripts: {@code give JAR} and {@code take} are all that the user does. */
    private static final String EXTENSIONS = """
            extensions=~/.local/share/plash/extensions
            give() { mkdir -p "$extensions"; cp "$1" "$extensions"; }
            take() { rm "$extensions"/*.jar; sleep 0.1; }
            complete=$(dirname "$(command -v plash)")/../lib/plash/complete
            offered() { word=$1; shift; "$complete" "$@" | cut -f 1 | grep -e "$word" || echo "no $word"; }
            refused() { ! plash "$@" 2>&1 || echo worked; }
            """;

    private final Plash plash;

    @TempDir
    private Path directory = Path.of("");

    BackendsPageIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void macrosAreThereAsLongAsTheirJar() throws IOException {
        Path jar = example("NoteMacros", "io.plash.api.macro.MacroProvider");

        assertThat(value("give " + jar, """
                offered notes --import ''
                offered motd -
                plash help-macros notes
                plash --from 1 --import notes --motd "it's here" -- cat /etc/motd
                plash plan --from 1 --import notes --motd "it's here" -- cat /etc/motd | head -n 1
                container=$(plash build --from 1 --import notes --motd "it's here")
                take
                refused --from 1 --import notes --motd "it's here" -- true
                offered notes --import ''
                offered motd -
                plash help-macros | grep motd || :
                plash run "$container" cat /etc/motd""")).isEqualTo("""
                notes
                --motd
                [notes]
                --motd               = Greet users who log in with this text

                it's here
                # hot: this plan was kept and holds
                plash: error: --import: no macro provider: notes
                plash: hint: there are: plash
                no notes
                no motd
                it's here""");
    }

    @Test
    void aUnionFilesystemIsThereAsLongAsItsJar() throws IOException {
        Path jar = example("PlainOverlay", "io.plash.api.union.UnionFilesystem");

        assertThat(value("give " + jar, """
                plash export-tar 1 image.tar
                export PLASH_DATA="$PWD/data" PLASH_INIT_UNION_TASTE=plain-overlay
                plash init; cat data/config/union_taste
                plash doctor | grep plain-overlay
                plash import-tar image.tar
                plash run 1 echo runs
                plash build --from 1 --run 'echo built >/built'
                plash run 2 cat /built
                plash plan run 2 cat /built | grep '^#: union'
                take
                refused run 2 cat /built
                refused build --from 2 --run true
                plash doctor | grep plain-overlay || echo unknown
                plash parent 2""", "give " + jar, """
                plash run 2 cat /built""")).isEqualTo("""
                plain-overlay
                ok       union filesystem plain-overlay: what it is made of
                ok       union filesystem plain-overlay: a trial mount
                1
                runs
                2
                built
                #: union plain-overlay
                plash: error: unexpected union taste: plain-overlay
                plash: hint: there are: overlay, fuse-overlayfs
                plash: error: unexpected union taste: plain-overlay
                plash: hint: there are: overlay, fuse-overlayfs
                unknown
                1
                built""");
    }

    @Test
    void aLaunchModeIsThereAsLongAsItsJar() throws IOException {
        Path jar = example("SecludedMode", "io.plash.api.launch.LaunchMode");
        String use = """
                ours=$(readlink /proc/self/ns/uts)
                plash doctor | grep secluded
                export PLASH_LAUNCH_MODE=secluded
                plash run 1 readlink /proc/self/ns/uts | grep -c -v "$ours"
                plash plan run 1 true | grep '^#: mode '
                """;
        String tryToUse = """
                plash doctor | grep secluded
                export PLASH_LAUNCH_MODE=secluded
                refused run 1 true
                """;

        assertThat(value("give " + jar, plash.caller() == Caller.ROOT ? use : tryToUse, """
                take
                refused run 1 true
                PLASH_LAUNCH_MODE=
                plash doctor | grep secluded || echo unknown
                plash run 1 echo runs"""))
                .isEqualTo((plash.caller() == Caller.ROOT ? """
                ok       launch mode secluded: permission to launch
                1
                #: mode secluded
                """ : """
                blocked  launch mode secluded: permission to launch (needs root)
                plash: error: the launch mode secluded cannot be used: needs root
                plash: hint: run plash as root
                """) + """
                plash: error: no launch mode: secluded
                plash: hint: there are: failsafe, namespace, privileged
                unknown
                runs""");
    }

    private String value(String... script) {
        return plash.shell(EXTENSIONS + String.join("\n", script)).value();
    }

    /** The class of this name on the page, as a jar. */
    private Path example(String name, String service) throws IOException {
        Matcher example = Pattern.compile("```java\\n((?:(?!```)[\\s\\S])*?final class " + name + " [\\s\\S]*?)```")
                .matcher(Files.readString(PAGE));
        assertThat(example.find()).as("%s in %s", name, PAGE).isTrue();
        return ExtensionJar.make(directory, name + ".jar", service, name, example.group(1));
    }
}
