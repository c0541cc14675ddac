package io.plash.harness.union;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.FuseOverlayfs;
import io.plash.harness.installed.Plash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Build data changes its union filesystem only by being converted. */
@ForEachCaller({Caller.ROOT, Caller.WITH_IDS})
final class ConvertUnionIT {

    private static final String SETTINGS = "echo $(cd $PLASH_DATA/config && cat layers_by union_taste)\n";

    private final Plash plash;

    ConvertUnionIT(Plash plash) {
        this.plash = plash;
    }

    @BeforeEach
    void requireBothUnionFilesystems() {
        FuseOverlayfs.assumePossible(plash);
    }

    /** What a script prints that has an image and no build data. */
    private String value(String script) {
        return plash.shell("cp " + plash.image() + " image.tar; export PLASH_DATA=$PWD/data\n" + script)
                .value();
    }

    @Test
    void showsTheSameBeforeAndAfterwards() {
        assertThat(value("""
                        PLASH_INIT_UNION_TASTE=fuse-overlayfs plash import-tar image.tar >/dev/null
                        one=$(plash build --from 1 --run 'mkdir -p /d/e /g; touch /d/1 /d/e/1 /f /g/1 /g/2' 2>/dev/null)
                        two=$(plash build --from $one --run 'rm -r /d /f /g/1; mkdir -p /d/e; touch /d/2' 2>/dev/null)
                        show() { plash run $1 find /d /f /g 2>/dev/null | sort | tr '\\n' ' '; }
                        show $two; show $one; echo
                        plash convert-union overlay
                        """ + SETTINGS + """
                        show $two; show $one; echo
                        three=$(plash build --from $two --run 'rm -r /d/e /g/2; mkdir /d/e; touch /d/e/3' 2>/dev/null)
                        show $three; echo
                        plash convert-union fuse-overlayfs
                        """ + SETTINGS + "show $three; show $one"))
                .isEqualTo("""
                        /d /d/2 /d/e /g /g/2 /d /d/1 /d/e /d/e/1 /f /g /g/1 /g/2\s
                        overlay overlay
                        /d /d/2 /d/e /g /g/2 /d /d/1 /d/e /d/e/1 /f /g /g/1 /g/2\s
                        /d /d/2 /d/e /d/e/3 /g\s
                        fuse-overlayfs fuse-overlayfs
                        /d /d/2 /d/e /d/e/3 /g /d /d/1 /d/e /d/e/1 /f /g /g/1 /g/2\s""".strip());
    }

    @Test
    void isNotDoneByAChangedSettingAlone() {
        assertThat(value("""
                        PLASH_INIT_UNION_TASTE=overlay plash init
                        PLASH_INIT_UNION_TASTE=fuse-overlayfs plash init
                        """ + SETTINGS + """
                        plash import-tar image.tar
                        plash run 1 true
                        echo overlay >$PLASH_DATA/config/union_taste
                        for words in 'run 1 true' 'build --from 1 --run true' 'import-tar image.tar'; do
                            plash $words 2>&1 | grep -c 'written by fuse-overlayfs\\|convert-union overlay'
                        done
                        PLASH_INIT_UNION_TASTE=overlay plash init 2>&1 | grep -c 'convert-union overlay'
                        plash convert-union fuse-overlayfs
                        """ + SETTINGS + """
                        plash run 1 echo ok
                        plash run 1 sh -c 'echo ready; exec sleep 100' >ready &
                        for tenth in $(seq 300); do [ ! -s ready ] || break; sleep 0.1; done
                        plash convert-union overlay 2>&1 | grep -o 'containers are running'
                        kill $!
                        """)).isEqualTo("""
                        fuse-overlayfs fuse-overlayfs
                        1
                        2
                        2
                        2
                        1
                        fuse-overlayfs fuse-overlayfs
                        ok
                        containers are running""");
    }
}
