package io.plash.harness.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import org.junit.jupiter.api.Test;

/** Containers of many layers, and of more than the kernel can mount. */
@ForEachCaller(Caller.WITH_IDS)
final class DeepStackIT {

    /** Of one file each, on top of container 1. */
    private static final String FOUR_HUNDRED = """
            set -- --from 1
            for layer in $(seq 400); do set -- "$@" --run "echo $layer >/$layer" --layer; done
            """;

    private final Plash plash;

    DeepStackIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void runsFourHundredLayers() {
        assertThat(plash.shell(FOUR_HUNDRED + """
                        id=$(plash build "$@" 2>log)
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
    void mergesTheOldestLayersWhereThereAreMore() {
        assertThat(plash.shell(FOUR_HUNDRED + """
                        set -- "$@" --run 'echo x >/x; ln /x /y; chown 7:8 /y; mkdir /d; echo 1 >/d/1' --layer
                        set -- "$@" --run 'rm -r /1 /d; mkdir /d; echo 2 >/d/2' --layer
                        first=$(plash build "$@" 2>log)
                        for layer in $(seq 30); do set -- "$@" --run "echo $layer >/number" --layer; done
                        id=$(plash build "$@" 2>log)
                        plash run "$id" sh -c 'cat /number; stat -c "%h %u:%g" /x; ls /d; ls /1 2>/dev/null || echo gone'
                        plash history "$id" | grep -c "echo.* >/number"
                        plash diff "$first" "$id"
                        plash export-tar "$id" | tar -t | grep -c '^./[0-9]'
                        find "$PLASH_DATA/layer" -name _merged | wc -l
                        plash run "$id" sh -c 'echo ready; exec sleep 1000' >ready &
                        until [ -s ready ]; do sleep 0.1; done
                        [ "$(plash ps | tail -n 1 | tr -s ' ' | cut -d ' ' -f 2)" = "$id" ] && echo listed
                        kill $!
                        wait $! || :
                        """).value())
                .isEqualTo("30\n2 7:8\n2\ngone\n30\nA /number\n399\n1\nlisted");
    }
}
