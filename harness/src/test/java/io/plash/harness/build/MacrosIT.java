package io.plash.harness.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        assertThat(plash.shell("plash map image 1; cp " + plash.image() + " image.tar\nplash " + from
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

    @Test
    void installPackages() {
        Map<String, String> programs = new LinkedHashMap<>();
        List.of("apk", "dnf", "yum", "pip", "pip3", "npm", "pacman", "emerge")
                .forEach(name -> programs.put(name, name));
        programs.put("apt", "apt-get");
        List<String> words = new ArrayList<>(List.of("-f", "1"));
        for (String program : programs.values()) {
            words.addAll(List.of("--write-script", "/bin/" + program, "#!/bin/sh", "echo \"${0##*/} $@\" >>/out"));
        }
        words.add("--layer");
        programs.keySet().forEach(macro -> words.addAll(List.of("--" + macro, "one", "two words")));
        words.addAll(List.of("--", "cat", "/out"));

        assertThat(plash.value(words.toArray(String[]::new)).lines())
                .filteredOn(line -> line.endsWith(" one two words"))
                .extracting(line -> line.replaceFirst(" .*", ""))
                .containsExactlyElementsOf(programs.values());
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
