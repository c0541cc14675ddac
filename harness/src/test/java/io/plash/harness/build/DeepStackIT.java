package io.plash.harness.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;

/** Containers of many layers, and of more than the kernel can mount. */
@ForEachCaller(Caller.WITH_IDS)
final class DeepStackIT {

    /** How many layers one invocation builds; at night all of them. */
    private static final int BUILT = Integer.getInteger("plash.test.layers", 10);

    /**
     * Leaves the id of four hundred layers of one file each, on top of container 1, in {@code ~/top}. The older ones are
     * made by hand, as builds make them, for builds take long. The first argument is how many.
     */
    private static final String FOUR_HUNDRED = """
            if [ ! -e ~/top ]; then
                perl -e '
                    my ($data, $layers) = @ARGV;
                    chdir "$data/layer/0/1" or die;
                    my $path = "../layer/0/1";
                    sub file { my ($name, $text) = @_; open my $file, ">>", $name or die; print $file $text; close $file; }
                    for my $id (2 .. $layers + 1) {
                        my $layer = $id - 1;
                        mkdir $id and chdir $id and mkdir "_data" and mkdir "_data/root" or die;
                        file("_data/root/$layer", "$layer\n");
                        file("_data/script", "echo $layer >/$layer\n");
                        symlink $path .= "/$id", "$data/index/$id" or die;
                        file("$data/id_counter", ".");
                    }' "$PLASH_DATA" "$1"
                from=$(($1 + 1))
                set --
                for layer in $(seq "$from" 400); do set -- "$@" --run "echo $layer >/$layer" --layer; done
                plash build --from "$from" "$@" >~/new 2>log
                mv ~/new ~/top
            fi
            id=$(cat ~/top)
            """;

    private final Plash plash;

    DeepStackIT(Plash plash) {
        this.plash = plash;
    }

    private Result shell(String script) {
        return plash.shell("set -- " + (400 - BUILT) + "\n" + FOUR_HUNDRED + script);
    }

    @Test
    void runsFourHundredLayers() {
        assertThat(shell("""
                        plash run "$id" cat /1 /200 /400
                        plash run "$id" sh -c 'echo ready; exec sleep 1000' >ready &
                        for tenth in $(seq 300); do [ ! -s ready ] || break; sleep 0.1; done
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
        assertThat(shell("""
                        set -- --from "$id" --run 'echo x >/x; ln /x /y; chown 7:8 /y; mkdir /d; echo 1 >/d/1' --layer
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
                        for tenth in $(seq 300); do [ ! -s ready ] || break; sleep 0.1; done
                        [ "$(plash ps | tail -n 1 | tr -s ' ' | cut -d ' ' -f 2)" = "$id" ] && echo listed
                        kill $!
                        wait $! || :
                        """).value()).isEqualTo("30\n2 7:8\n2\ngone\n30\nA /number\n399\n1\nlisted");
    }
}
