package io.plash.macro.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import io.plash.macro.BuildScript;
import io.plash.macro.TestHost;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BuiltinMacrosTest {

    private static final String LAYER = "### plash hint: layer\n";

    private final TestHost host = new TestHost(new BuiltinMacros());

    private AbstractThrowableAssert<?, ?> assertError(String... arguments) {
        return assertThatThrownBy(() -> host.eval(arguments)).isInstanceOf(PlashException.class);
    }

    private void assertScript(String script, String... arguments) {
        assertThat(host.eval(arguments)).isEqualTo(script);
    }

    @Test
    void makesTheScriptOfAWholeBuild() {
        assertScript("""
                ### plash hint: image=1
                apt-get update
                apt-get install -y a 'b c'
                ### plash hint: layer
                touch /foo
                """, "-f", "1", "--apt", "a", "b c", "-l", "-x", "touch /foo");
    }

    @Test
    void makesTheScriptOfAPlashfile() {
        String script = host.evalFile("gtk-hello-world", """
                #!/usr/bin/env plash-exec
                --from 1
                --pacman gtk3 python-gobject
                --layer
                --entrypoint-script\t
                #!/usr/bin/env python
                import gi
                    title="Hello world!")
                """);

        assertThat(script).isEqualTo("""
                ### plash hint: image=1
                pacman -Sy --noconfirm gtk3 python-gobject
                ### plash hint: layer
                ### plash hint: exec=/entrypoint
                touch /entrypoint
                printf '%s\\n' '#!/usr/bin/env python' >> /entrypoint
                printf '%s\\n' 'import gi' >> /entrypoint
                printf '%s\\n' '    title="Hello world!")' >> /entrypoint
                chmod 755 /entrypoint
                """);
    }

    @Nested
    class Script {

        @Test
        void runsLinesAsTheyAre() {
            assertScript("-\na\n", "--run", "-", "a");
            assertScript("\na\n", "-xx", "a");
            assertScript("echo \uDCFF '\n", "--run", "echo \uDCFF '");
            assertScript("touch\n/x\n", "--run touch /x");
        }

        @Test
        void inlinesWords() {
            assertScript("a b c\n", "--inline", "a", "b", "c");
        }

        @Test
        void wrapsEachCallInALayer() {
            assertScript(LAYER + "a\n" + LAYER + "b\n" + LAYER + "c\n" + LAYER, "--layer run a b c");
            assertScript(LAYER + "a\n", "-lx", "a");
            assertScript(LAYER, "--layer", "run");
            assertError("--layer", "nope", "a").hasMessage("unknown macro: --nope");
            assertError("--layer", "from-id", "1", "b")
                    .hasMessage("--from-id: a container is a positive number, not b");
        }

        @Test
        void takesTheScriptOnStandardInput() {
            host.stdin = "a\n\n\uDCFF\n";

            assertScript("b\na\n\n\uDCFF\nc\n", "-x", "b", "--run-stdin", "-x", "c");
            host.stdin = "";
            assertScript("", "--run-stdin");
        }

        @Test
        void importsOnlyVariablesThatAreSet() {
            host.environment.put("HOME", "/root");
            host.environment.put("TERM", "xterm");
            host.environment.put("ODD", "it's \uDCFF\n");
            host.environment.put("EMPTY", "");

            assertScript("H2=/root\nTERM=xterm\n", "--import-env", "HOME:H2", "NOPE", "TERM");
            assertScript("ODD='it'\"'\"'s \uDCFF\n'\nEMPTY=''\n", "--import-env", "ODD", "EMPTY");
            assertScript("", "--import-env", "NOPE");
        }

        @Test
        void refusesNamesThatAreNoVariables() {
            host.environment.put("A", "a");

            assertError("--import-env", "A:b c")
                    .hasMessage("--import-env: the shell cannot have a variable of this name: 'b c'");
            assertError("--import-env", "A:").hasMessageEndingWith(": ''");
            assertError("--import-env", "A:B:C").hasMessageEndingWith(": 'B:C'");
            assertError("--import-env", "1").hasMessageEndingWith(": '1'");
        }

        @Test
        void invalidatesEachTimeAnew() {
            String script = host.eval("--invalidate-layer");

            assertThat(script).matches(": invalidate cache with [0-9a-f-]{36}\n");
            assertThat(host.eval("--invalidate-layer")).isNotEqualTo(script);
        }

        @Test
        void writesHints() {
            assertScript("### plash hint: a=b\n", "--hint", "a", "b");
            assertScript("### plash hint: a\n", "--hint", "a");
            assertScript("### plash hint: exec=/bin/sh\n", "--entrypoint", "/bin/sh");
            assertError("--hint", "a", "b\nc").hasMessage("--hint: a hint must be one line: a");
            assertError("--entrypoint", "/a\nb").hasMessage("--entrypoint: a hint must be one line: exec");
        }

        @Test
        void takesAHintInALineToRunForAHint() {
            String script = host.eval("-f", "1", "--run", "a", "### plash hint: image=3");

            assertThat(new BuildScript(script).image()).contains("3");
        }
    }

    @Nested
    class From {

        @Test
        void startsFromAContainer() {
            assertScript("### plash hint: image=33\n", "--from", "33");
            assertScript("### plash hint: image=33\n", "--from-id", "33");
            assertError("--from-id", "3a").hasMessage("--from-id: a container is a positive number, not 3a");
        }

        @Test
        void startsFromWhatTheMapKnows() {
            host.map.put("x", 5L);

            assertScript("### plash hint: image=5\n", "--from-map", "x");
            assertError("--from-map", "y").hasMessage("--from-map: no such map key: y");
        }

        @Test
        void startsFromAnImageOfASource() {
            host.images.put("url:file:///a.tar", 6L);
            host.images.put("host:", 7L);

            assertScript("### plash hint: image=6\n", "--from-url", "file:///a.tar");
            assertScript("### plash hint: image=7\n", "--from-host");
            assertScript("### plash hint: image=7\n", "-f", "host");
            assertError("--from-url", "file:///b.tar").hasMessage("--from-url: no image: url:file:///b.tar");
        }

        @Test
        void startsFromADistribution() {
            host.sources.add("lxc");
            host.images.put("lxc:debian:sid", 8L);

            assertScript("### plash hint: image=8\n", "-f", "debian:sid");
        }

        @Test
        void saysWhichSourcesThereAre() {
            assertError("--from", "debian")
                    .hasMessage("--from: no image source knows distributions such as 'debian'")
                    .extracting("hint")
                    .isEqualTo("the image sources are: host, url");
            assertError("-U", "git").hasMessage("-U: no image source knows distributions such as 'ubuntu'");
            host.sources.remove("host");
            assertError("--from-host").hasMessage("--from-host: no image source: host");
        }

        @Test
        void needsOneImage() {
            assertError("--from")
                    .hasMessage("--from: takes one argument, not none")
                    .extracting("hint")
                    .isEqualTo("usage: --from IMAGE");
            assertError("-f", "a", "b").hasMessage("-f: takes one argument, not 2");
        }
    }

    @Nested
    class Packages {

        @Test
        void areQuoted() {
            assertScript("apk update\napk add 'a b' '$c'\n", "--apk", "a b", "$c");
        }

        @Test
        void areNotAskedForIfThereAreNone() {
            assertScript("", "--apt", "--npm", "--add-apt-repository");
        }

        @Test
        void comeFromAPackageManagerOfMyOwn() {
            assertScript("foo a b\n", "--defpm", "mypm", "foo {}", "--mypm", "a", "b");
            assertScript("up\nadd a; add a\n", "--defpm", "apt", "up", "add {}; add {}", "--apt", "a");
            assertError("--defpm", "mypm").hasMessage("--defpm: takes at least 2 arguments, not 1");
        }

        @Test
        void comeWithADistribution() {
            host.sources.add("lxc");
            List.of("alpine", "ubuntu").forEach(name -> host.images.put("lxc:" + name, 2L));

            assertScript("### plash hint: image=2\napk update\napk add a b\n", "-A", "a", "b");
            assertScript("### plash hint: image=2\ntouch /f\n", "-Ux", "touch /f");
            assertScript("### plash hint: image=2\n", "-A");
        }
    }

    @Test
    void proposesTheMacroThatIsMeant() {
        assertError("--aptt", "git")
                .hasMessage("unknown macro: --aptt")
                .extracting("hint")
                .isEqualTo("did you mean --apt?");
    }
}
