package io.plash.harness.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.Debian;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.FuseOverlayfs;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a container has one user only, the steps of a build believe that it has more. */
@ForEachCaller(Caller.SINGLE_ID)
final class FakeRootIT {

    private static final String LISTED =
            "; plash export-tar \"$id\" | tar -tv --numeric-owner | awk '{ print $6, $2 }' | grep ";

    private final Plash plash;

    FakeRootIT(Plash plash) {
        this.plash = plash;
    }

    private String shell(String script) {
        return plash.shell(script).value();
    }

    @Test
    void restoresOwnersInAnArchive() {
        assertThat(shell("id=$(plash build -f 1 --run 'mkdir /d; cd /d; touch a b c; chown 33:44 a; ln -s a l;"
                        + " chown 5 l; chown :70000 b; chown 9:9 c; chown 0:0 c; chown 7:7 ../d')" + LISTED + "'^./d'"))
                .isEqualTo("./d/ 7/7\n./d/a 5/0\n./d/b 0/70000\n./d/c 0/0\n./d/l 0/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay", "fuse-overlayfs"})
    void takesSetuidBitsAwayAsChownDoes(String union) {
        if (union.equals("fuse-overlayfs")) {
            FuseOverlayfs.assumePossible(plash);
        }
        assertThat(shell("export PLASH_DATA=$PWD/data PLASH_INIT_UNION_TASTE=" + union + "; plash import-tar "
                        + plash.image() + " >/dev/null; "
                        + "id=$(timeout 60 plash build -f 1 --run 'touch /d-a /d-b; chmod 6755 /d-a /d-b; chown 33 /d-a; chown 0 /d-b; chmod g+s /d-a')"
                        + "; plash run \"$id\" stat -c %a /d-a /d-b"))
                .isEqualTo("2755\n755");
    }

    @Test
    void findsWhatAProcessCallsItsOwn() {
        assertThat(shell("id=$(plash build -f 1 --run 'mkdir /d; cd /d; touch a b; exec 7<a; chown 33 /proc/self/fd/7;"
                        + " chown 34 /proc/self/cwd/b')" + LISTED + "'^./d/[ab]'"))
                .isEqualTo("./d/a 33/0\n./d/b 34/0");
    }

    @Test
    void keepsTheOwnersOfAnImportedArchive() {
        assertThat(shell(
                        "mkdir d; touch d/f; tar --owner=:33 --group=:44 -cf image.tar d; id=$(plash import-tar image.tar)"
                                + LISTED + "'^./d'"))
                .isEqualTo("./d/ 33/44\n./d/f 33/44");
    }

    @Test
    void marksNothingOfTheHost() {
        assertThat(shell("""
                        shared=$(mktemp -d -p /dev/shm) && trap 'rm -r "$shared"' EXIT
                        touch "$shared/file"
                        setfattr -n user.works -v yes "$shared/file"
                        plash build -f 1 --run "cd /; chown 33:44 $shared $shared/file; ln -s $shared/file out; chown 33:44 out
                            ln -s ../../../../../../..$shared/file up; chown 33:44 up; cd $shared; chown 33:44 file ." >/dev/null
                        cd /; getfattr -d "$shared" "$shared/file" | grep user""")).isEqualTo("user.works=\"yes\"");
    }

    @Test
    void saysWhatFails() {
        assertThat(shell(
                        "plash build -f 1 --run 'chown 1 /missing || echo no file >/said; chown 1 /said/x || echo no directory >>/said' >id"
                                + " 2>/dev/null; plash run $(cat id) cat /said"))
                .isEqualTo("no file\nno directory");
    }

    @Test
    void lastsForTheBuildOnly() {
        assertThat(shell(
                        "id=$(plash build -f 1 --run 'touch /f; chown 5 /f' 2>/dev/null); plash run $id chown 6 /f 2>&1 || :;"
                                + " plash run $id ls /etc/apt 2>/dev/null || echo gone"))
                .isEqualTo("chown: /f: Invalid argument\ngone");
    }

    /** Of what tells apt not to switch users. */
    @Test
    void isInTheWayOfNothing() {
        assertThat(shell(
                        "id=$(plash build -f 1 --run 'ls /etc/apt/apt.conf.d; chmod -R g-w /etc/apt; mv /etc/apt /etc/old'"
                                + " 'ls /etc/old/apt.conf.d | grep -c plash >/found' 'cp -r /etc/old /etc/apt; rm -r /etc/apt' 2>/dev/null);"
                                + " plash run $id sh -c 'cat /found; find /etc | grep plash || echo gone'"))
                .isEqualTo("1\ngone");
    }

    @Test
    void isLeftOutIfTheUserSaysSo() {
        for (String words : new String[] {
            "plash build --fake-root=off -f 1", "PLASH_FAKE_ROOT=off plash build -f 1",
        }) {
            Result built = plash.shell(words + " --run 'touch /off; chown 5 /off'");
            assertThat(built.status()).isEqualTo(1);
            assertThat(built.stderr()).contains("chown: /off: Invalid argument");
        }
    }

    @Test
    void letsDebianInstallWhatHasUsersAndSetuidPrograms() {
        Debian.assumeMirror();
        String debian = plash.value("import-tar", Debian.archive().toString());
        String id = plash.value("build", "-f", debian, "--apt", "openssh-server", "sudo");
        assertThat(plash.value("run", id, "sh", "-c", """
                        dpkg-query -W -f '${Package} ${db:Status-Status}\n' openssh-server sudo
                        cut -d : -f 1 /etc/passwd | grep sshd
                        stat -c %a /usr/bin/sudo
                        ls /etc/apt/apt.conf.d""")).isEqualTo("""
                        openssh-server installed
                        sudo installed
                        sshd
                        4755
                        01autoremove
                        70debconf""");
        assertThat(shell("plash export-tar " + id
                        + " | tar -tv --numeric-owner | sed -n 's,/[0-9]* .*/usr/bin/ssh-agent,/group,p'"))
                .startsWith("-rwxr-sr-x 0/group");
    }
}
