package io.plash.harness.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;

/** Whose the files of containers are, inside and outside. */
@ForEachCaller
final class OwnersIT {

    private static final long FIRST_SUBORDINATE_ID = 1879048192L;

    private final Plash plash;

    OwnersIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void areRootInside() {
        assertThat(plash.value("run", "1", "sh", "-c", "id -u; id -g; touch /file; stat -c %u:%g /file /etc/passwd"))
                .isEqualTo("0\n0\n0:0\n0:0");
    }

    @Test
    void areTheCallerOutside() {
        assertThat(plash.shell("""
                                id=$(plash build -f 1 --run 'touch /file; chmod 741 /file' 2>/dev/null)
                                stat -c '%a %U' "$(plash nodepath "$id")/_data/root/file"\s""").value()).isEqualTo("741 " + plash.caller().user());
    }

    @Test
    void areTheCallerInWhatIsSharedWithTheHost() {
        assertThat(plash.shell("""
                                dir=$(mktemp -d /tmp/plash-it-XXXXXX)
                                plash run 1 touch "$dir/file"
                                stat -c %U "$dir/file"
                                rm -r "$dir"\s""").value()).isEqualTo(plash.caller().user());
    }

    @Test
    void canBeOtherUsersIfThereAreIdsForThem() {
        String id = plash.value(
                "build", "-f", "1", "--run", "touch /file /other; chown 1000:33 /file; chown 65534:65534 /other");
        String seen = plash.value("run", id, "stat", "-c", "%u:%g", "/file", "/other");
        if (plash.caller().hasManyIds()) {
            assertThat(seen).isEqualTo("1000:33\n65534:65534");
            assertThat(plash.shell("stat -c %u:%g \"$(plash nodepath " + id + ")/_data/root/file\"")
                            .value())
                    .isEqualTo(outside(1000) + ":" + outside(33));
        } else {
            // Builds pretend, see FakeRootIT.
            assertThat(seen).isEqualTo("0:0\n0:0");
        }
    }

    /** Of a build that fails, too, and of one that gives the root directory itself away. */
    @Test
    void areNotInTheWayOfWhoeverBuilds() {
        assertThat(plash.shell("""
                steps='mkdir /d; touch /d/f; chown 34:34 /d/f; chown 33:33 /d; chmod 700 /d'
                if plash build -f 1 --run "$steps" false 2>log; then exit 1; fi
                id=$(plash build -f 1 --run "$steps" 'chown 5:5 /; chmod 555 /' 2>log)
                plash run "$id" ls /d
                plash data ls tmp | grep '^job-' || :
                """).value()).isEqualTo("f");
    }

    @Test
    void canBeSwitchedToIfThereAreIdsForThem() {
        Result result = plash.run(
                "run", "1", "sh", "-c", "echo user:x:1000:33::/:/bin/sh >>/etc/passwd; su user -c 'id -u; id -g'");
        if (plash.caller().hasManyIds()) {
            assertThat(result.value()).isEqualTo("1000\n33");
        } else {
            assertThat(result.status()).isNotZero();
        }
    }

    @Test
    void areAsTheCallerNamesThem() {
        String id = plash.value("create", "1", "sh", "-c", """
                echo www:x:33:44::/:/bin/sh >>/etc/passwd
                echo www:x:44: >/etc/group
                echo more:x:55:other,www >>/etc/group""");
        String script = "plash run --user %s --from " + id + " -- sh -c 'id -u; id -g; id -G'";
        assertThat(plash.shell(script.formatted("root")).value()).startsWith("0\n0\n");
        assertThat(plash.shell(script.formatted("nobody")).error()).isEqualTo("no such user in the container: nobody");
        Result www = plash.shell(script.formatted("www"));
        if (plash.caller().hasManyIds()) {
            assertThat(www.value()).isEqualTo("33\n44\n44 55");
            assertThat(plash.shell("plash --user 1000:44 --from " + id + " -- id -u; plash plan --user 1000:44 --from "
                                    + id + " -- id -u | head -n 1")
                            .value())
                    .isEqualTo("1000\n# hot: this plan was kept and holds");
            assertThat(plash.shell("plash '--user 1000' --from " + id + " -- id -u\n"
                                    + "printf '%s\\n' '--from " + id + "' '--user 1000' '--entrypoint /bin/id' >file\n"
                                    + "plash ./file -u")
                            .value())
                    .isEqualTo("1000\n1000");
        } else {
            assertThat(www.error()).startsWith("cannot run as www: you have no subordinate ids");
        }
    }

    /** In words of plash, and not of chroot; groups that nobody can be in are left out. */
    @Test
    void areRefusedIfThereIsNoIdForThem() {
        String id = plash.value("create", "1", "sh", "-c", """
                printf 'root:x:0:0::/:/bin/sh\nwww:x:33:44::/:/bin/sh\n' >/etc/passwd
                echo far:x:70000:www >/etc/group""");
        String script = "plash run --user %s --from " + id + " -- id -G";
        assertThat(plash.shell(script.formatted("www")).status())
                .isEqualTo(plash.caller().hasManyIds() ? 0 : 1);
        if (plash.caller() == Caller.WITH_IDS) {
            assertThat(plash.shell(script.formatted("www")).value()).isEqualTo("44");
            assertThat(plash.shell(script.formatted("70000:1")).error())
                    .startsWith("cannot run as user 70000 of the container: ");
            assertThat(plash.shell(script.formatted("1:far")).error())
                    .startsWith("cannot run as group 70000 of the container: ");
            assertThat(plash.shell("id=$(plash create " + id + " sh -c 'chown 77 /; chmod 700 /'); "
                                    + script.formatted("5").replace(id, "$id"))
                            .error())
                    .startsWith("cannot read who the users of container ");
        }
    }

    @Test
    void ofAnImageAreRefusedIfThereIsNoIdForThem() {
        Result typed = plash.shell("""
                id=$(plash create 1 touch /x)
                cd "$(plash nodepath "$id")/_data"
                printf 'User 1000\\nCmd id\\nCmd -u\\n' >config
                plash run "$id" id -u
                plash run "$id" || echo failed
                PLASH_PLANS=off plash run "$id" || echo failed""");
        if (plash.caller().hasManyIds()) {
            assertThat(typed.value()).isEqualTo("0\n1000\n1000");
        } else {
            assertThat(typed.value()).isEqualTo("0\nfailed\nfailed");
            assertThat(typed.stderr()).contains("plash: error: cannot run as user 1000 of the container: ");
        }
    }

    @Test
    void areThoseOfTheArchive() {
        Result result = plash.shell("""
                mkdir -p r/bin
                cp "$(command -v busybox)" r/bin/busybox
                ln -s busybox r/bin/sh; ln -s busybox r/bin/env; ln -s busybox r/bin/stat
                touch r/setuid r/plain
                tar --owner=1000 --group=33 -cf r.tar -C r plain
                chmod 6755 r/setuid
                tar --owner=0 --group=0 -rf r.tar -C r bin setuid
                id=$(plash import-tar r.tar 2>log)
                cat log >&2
                plash run "$id" stat -c '%u:%g %a' /plain /setuid
                plash export-tar "$id" - | tar --numeric-owner -tvf - | sed -n 's/ .*plain$/ plain/p; s/ .*setuid$/ setuid/p'\s""");
        assertThat(result.value())
                .startsWith(plash.caller().hasManyIds() ? "1000:33 644\n0:0 6755" : "0:0 644\n0:0 6755")
                .endsWith("-rw-r--r-- plain\n-rwsr-sr-x setuid");
    }

    private long outside(long inside) {
        return plash.caller() == Caller.ROOT ? inside : FIRST_SUBORDINATE_ID + inside - 1;
    }
}
