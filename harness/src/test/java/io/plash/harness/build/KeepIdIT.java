package io.plash.harness.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;

/** Programs that the caller runs as themselves. */
@ForEachCaller
final class KeepIdIT {

    private final Plash plash;

    KeepIdIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void showsTheCallersIds() {
        String ids = plash.shell("id -u; id -g").value();
        String command = " --keep-id --from 1 -- sh -c 'id -u; id -g'";

        assertThat(plash.shell("plash run" + command).value()).isEqualTo(ids);
        assertThat(plash.shell("plash run" + command).value()).as("hot").isEqualTo(ids);
        assertThat(plash.shell("plash" + command).value()).isEqualTo(ids);
        assertThat(plash.shell("PLASH_PLANS=off plash" + command).value()).isEqualTo(ids);
    }

    @Test
    void givesTheCallerWhatIsRootsAndWhatItWrites() {
        String own = plash.shell("id -u").value();

        assertThat(plash.shell("plash --keep-id --from 1 -- sh -c 'echo a >/etc/a && stat -c %u /etc/a /bin'")
                        .value())
                .isEqualTo(own + "\n" + own);
        assertThat(plash.shell("""
                        file=$(mktemp -u)
                        plash --keep-id --from 1 -- touch "$file"
                        stat -c %u "$file"
                        rm "$file\"""").value()).isEqualTo(own);
    }

    @Test
    void startsWhereTheCallerIsAndPassesTheStatusOn() {
        Result result = plash.shell("cd /tmp && plash --keep-id --from 1 -- sh -c 'pwd; echo \"$HOME\"; exit 7'");

        assertThat(result.status()).isEqualTo(7);
        assertThat(result.stdout()).isEqualTo("/tmp\n" + plash.home() + "\n");
    }

    @Test
    void leavesNoCapabilities() {
        assumeTrue(plash.caller() != Caller.ROOT, "root keeps its own");

        assertThat(plash.shell("plash --keep-id --from 1 -- grep -E 'Cap(Eff|Prm|Amb)' /proc/self/status")
                        .value())
                .doesNotContainPattern("[1-9a-f]$");
    }

    @Test
    void excludesAnotherUser() {
        Result result = plash.run("run", "--keep-id", "--user", "1", "--from", "1", "--", "true");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.stderr()).contains("plash: error: --user and --keep-id exclude each other");
    }

    @Test
    void cannotBeJoined() {
        assumeTrue(plash.caller() != Caller.ROOT, "root is there to let others in");
        Result result = plash.shell("""
                plash run --keep-id --from 1 -- sleep 60 &
                for tenth in $(seq 300); do ! grep -qx sleep "/proc/$!/comm" || break; sleep 0.1; done
                plash exec $! true && status=0 || status=$?
                kill $!
                exit $status""");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.stderr()).contains("plash: error: cannot enter the container of process", "--keep-id");
    }
}
