package io.plash.macro.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.macro.TestHost;
import org.junit.jupiter.api.Test;

class BuiltinMacrosTest {

    private final TestHost host = new TestHost(BuiltinMacros.all());

    @Test
    void makesTheScriptOfAWholeBuild() {
        assertThat(host.eval("-f", "1", "--apt", "a", "b c", "-l", "-x", "touch /foo"))
                .isEqualTo("""
                        ### plash hint: image=1
                        apt-get update
                        apt-get install -y a 'b c'
                        ### plash hint: layer
                        touch /foo
                        """);
    }
}
