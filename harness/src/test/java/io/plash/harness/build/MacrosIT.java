package io.plash.harness.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every macro in a real build. */
@ForEachCaller(Caller.WITH_IDS)
final class MacrosIT {

    private final Plash plash;

    MacrosIT(Plash plash) {
        this.plash = plash;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"--from 1", "-f 1", "--from-id 1", "--from-map image", "--from-url \"file://$PWD/image.tar\""})
    void beginWithAnImage(String from) {
        assertThat(plash.shell("plash map image 1; plash export-tar 1 image.tar\nplash " + from
                                + " --run 'echo built >/built' -- cat /built")
                        .value())
                .isEqualTo("built");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--run 'echo one >/out' 'echo two >>/out'                           | one two",
                "-x 'echo one >/out'                                                | one",
                "--run 'touch /a' --layer --run 'ls /a >/out'                       | /a",
                "-x 'touch /a' -lx 'ls /a >/out'                                    | /a",
                "--layer run 'touch /a' 'ls /a >/out'                               | /a",
                "--inline echo one two '>/out'                                      | one two",
                "--write-file /out one 'two $x' \"th'ree\"                          | one two $x th'ree",
                "--write-script /bin/script '#!/bin/sh' 'echo $0' --run 'script >/out' | /bin/script",
                "--import-env NAME:ALIAS UNSET --run 'echo \"$ALIAS ${UNSET-no}\" >/out' | a b no",
                "--hash-path ./file --run 'echo hashed >/out'                       | hashed",
                "--invalidate-layer --run 'echo anew >/out'                         | anew",
                "--hint name=value --run 'echo hint >/out'                          | hint",
                "--entrypoint /bin/true --run 'echo entry >/out'                    | entry",
                "--eval-string ' --run \"echo string >/out\"'                       | string",
                "--defpm mine 'echo {} >/out' --mine 'a b' c                        | a b c",
            })
    void doWhatTheySay(String macros, String output) {
        assertThat(plash.with("NAME", "a b")
                        .shell("echo x >file\nplash -f 1 " + macros + " -- cat /out 2>/dev/null | xargs -d '\\n'")
                        .value())
                .isEqualTo(output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apt    | apt-get",
                "apk    | apk",
                "dnf    | dnf",
                "yum    | yum",
                "pip    | pip",
                "pip3   | pip3",
                "npm    | npm",
                "pacman | pacman",
                "emerge | emerge",
            })
    void installPackages(String macro, String program) {
        assertThat(plash.value(
                        "-f",
                        "1",
                        "--write-script",
                        "/bin/" + program,
                        "#!/bin/sh",
                        "echo \"$@\" >>/out",
                        "--layer",
                        "--" + macro,
                        "one",
                        "two words",
                        "--",
                        "tail",
                        "-n",
                        "1",
                        "/out"))
                .endsWith("one two words");
    }

    @Test
    void makeAnotherLayerWhenWhatTheyReadChanges() {
        assertThat(plash.shell("""
                                build() { plash build -f 1 --hash-path file --import-env VAR --run true 2>/dev/null; }
                                echo 1 >file; export VAR=1
                                one=$(build); [ "$(build)" = "$one" ]
                                echo 2 >file
                                two=$(build); [ "$two" != "$one" ]; [ "$(build)" = "$two" ]
                                VAR=2
                                [ "$(build)" != "$two" ]
                                echo 1 >file; VAR=1
                                [ "$(build)" = "$one" ]
                                """).value()).isEmpty();
    }

    @Test
    void thatDoNotExistAreNamed() {
        assertThat(plash.run("build", "-f", "1", "--no-such-macro", "x").error())
                .contains("no-such-macro");
    }
}
