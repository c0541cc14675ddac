package io.plash.harness.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a disk that is full commands say so, and leave what they found. */
@ForEachCaller(Caller.WITH_IDS)
final class FullDiskIT {

    private final Plash plash;

    FullDiskIT(Plash plash) {
        this.plash = plash;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "import-tar big.tar",
                "import-url \"file://$PWD/big.tar\"",
                "build -f 1 --run 'cat /bin/busybox /bin/busybox /bin/busybox /bin/busybox /bin/busybox >/big'",
                "create 1 sh -c 'cat /bin/busybox /bin/busybox /bin/busybox /bin/busybox /bin/busybox >/big'",
            })
    void endsCommandsCleanly(String command) {
        Plash small = plash.inNamespace("mount -t tmpfs -o size=5m,mode=1777 small " + plash.home());
        Result result = small.shell("""
                mkdir r; head -c 8000000 /dev/urandom >r/big; tar -cf big.tar -C r .
                cp -a "$PLASH_DATA" "$HOME/data"; export PLASH_DATA="$HOME/data"
                plash build -f 1 --run true >/dev/null 2>&1
                state() { plash data sh -c 'ls -A index map tmp; find layer -print' | sort; }
                state >before
                status=0
                """ + "plash " + command + " >out 2>err || status=$?\n" + """
                        [ "$status" != 0 ]
                        [ "$(grep -c Exception err)" = 0 ]
                        [ "$(grep -c '^plash: error: ' err)" = 1 ]
                        grep -qi 'no space left' err
                        [ ! -s out ]
                        state | diff before - >&2
                        [ "$(plash run 1 echo fine)" = fine ]
                        echo smaller >file; tar -cf small.tar file
                        plash import-tar small.tar""");
        assertThat(result.value()).matches("[0-9]+");
    }
}
