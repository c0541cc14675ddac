package io.plash.harness.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;

/** Containers of as many layers as the kernel can mount. */
@ForEachCaller(Caller.WITH_IDS)
final class DeepStackIT {

    /** Of one file each, on top of container 1. */
    private static final String BUILD = """
            set -- --from 1
            for layer in $(seq %d); do set -- "$@" --run "echo $layer >/$layer" --layer; done
            id=$(plash build "$@" 2>log)
            """;

    private final Plash plash;

    DeepStackIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void runsFourHundredLayers() {
        assertThat(plash.shell(BUILD.formatted(400) + """
                        plash run "$id" cat /1 /200 /400
                        plash run "$id" sh -c 'echo ready; exec sleep 1000' >ready &
                        until [ -s ready ]; do sleep 0.1; done
                        [ "$(plash ps | tail -n 1 | tr -s ' ' | cut -d ' ' -f 2)" = "$id" ] && echo listed
                        plash create "$id" rm /1 >top 2>/dev/null
                        plash run "$(cat top)" ls /1 2>/dev/null || echo gone
                        plash export-tar "$id" | tar -t | grep -c '^./[0-9]'
                        kill $!
                        wait $! || :
                        """).value()).isEqualTo("1\n200\n400\nlisted\ngone\n400");
    }

    @Test
    void saysWhenThereAreTooMany() {
        Result result = plash.shell(BUILD.formatted(520));
        assertThat(result.status()).isEqualTo(1);
        assertThat(plash.shell("tail -n 2 ../*/log").stdout()).contains("too many layers for one overlay mount: 501");
    }
}
