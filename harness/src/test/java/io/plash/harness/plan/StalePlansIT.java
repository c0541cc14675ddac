package io.plash.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.FuseOverlayfs;
import io.plash.harness.installed.Plash;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A kept plan is not carried out where without it something else would happen. */
@ForEachCaller(Caller.ROOT)
final class StalePlansIT {

    /** Makes the shell wait where it asks awk for variables, until there is a file. */
    private static final String SLOW = """
            mkdir slow
            printf '#!/bin/sh\\nfor n in $(seq 300); do [ ! -e go ] || break; echo >waits; sleep 0.1; done\\nexec %s "$@"\\n' \\
                "$(command -v awk)" >slow/awk
            chmod +x slow/awk
            run() { plash --from 1 --import-env FOO --run 'echo $FOO >/foo' -- cat /foo 2>/dev/null; }
            """;

    private final Plash plash;

    StalePlansIT(Plash plash) {
        this.plash = plash;
    }

    /** In the PATH it makes the shell say what is known of the plan of an invocation, in the first line. */
    private static final String PLAN = """
            mkdir -p ~/plan
            cat >~/plan/plash <<'END'
            #!/bin/sh
            export PATH="$(printf %s "$PATH" | sed "s,$HOME/plan:,,")"
            exec plash plan "$@"
            END
            chmod +x ~/plan/plash
            """;

    /** What is typed before, what is known of its plan then, what has changed, and what is typed again. */
    private record Case(String name, String plan, String before, String change, String again) {

        Case(String name, String before, String change, String again) {
            this(name, "# hot: ", before, change, again);
        }

        /** Where no plan is kept, and why. */
        Case cold(String reason) {
            return new Case(name, "# cold: " + reason, before, change, again);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case same(String name, String before, String change, String words) {
        return new Case(name, before + "\n" + words, change, words);
    }

    static Stream<Case> cases() {
        String pf = "printf '%s\\n' --from 1 >pf\n";
        return Stream.of(
                same(
                        "an image in another directory",
                        "for d in a b; do mkdir $d; (plash --from 1 --run \"touch /$d\" -- true; cd $d\n"
                                + "plash export-oci \"$(plash build --from 1 --run \"touch /$d\")\" img); done 2>/dev/null; cd a",
                        "cd ../b",
                        "plash build --from-docker oci:img"),
                new Case(
                        "words after one that is a macro and has a slash",
                        pf + "plash \"--eval-file $PWD/pf\" -- true; plash \"--eval-file $PWD/pf\" </dev/null",
                        "",
                        "plash \"--eval-file $PWD/pf\" -- echo hello"),
                same(
                                "a locale",
                                "",
                                "LC_ALL=C.UTF-8",
                                "export LC_ALL; plash build --from 1 --import-env LC_ALL --run ': $LC_ALL'")
                        .cold("the script has a variable LC_ALL of its own"),
                new Case(
                                "the name of the directory",
                                "env PWD=\"$PWD\" plash build --from 1 --import-env PWD --run ': $PWD'",
                                "",
                                "env PWD=/bogus plash build --from 1 --import-env PWD --run ': $PWD'")
                        .cold("the script has a variable PWD of its own"),
                new Case(
                                "a value of several lines",
                                "PLASH_EXPORT=\"A$(printf '\\n#: word echo')\" plash sudo id -u",
                                "",
                                "PLASH_EXPORT=A plash sudo id -u")
                        .cold("a line cannot hold exports with a newline in it"),
                new Case(
                        "a program of another PATH",
                        "mkdir bin; printf '#!/bin/sh\\necho mine\\nexec /usr/bin/unshare \"$@\"\\n' >bin/unshare; chmod +x bin/unshare\n"
                                + "PATH=$PWD/bin:$PATH plash run 1 true",
                        "rm -r bin",
                        "plash run 1 echo fine"),
                same(
                        "a file that became a directory",
                        "echo >m",
                        "rm m; mkdir m",
                        "plash runopts -c 1 -m \"$PWD/m\" ls -d \"$PWD/m\""),
                same(
                        "a jar that is none",
                        "",
                        "mkdir -p x/plash/extensions; ln -s nowhere x/plash/extensions/d.jar; export XDG_DATA_HOME=$PWD/x",
                        "plash run 1 echo fine"),
                same(
                        "build data that is not named from the root",
                        "",
                        "cd \"${PLASH_DATA%/*}\"; export PLASH_DATA=data",
                        "plash sudo true"),
                same(
                        "a long name in another alphabet",
                        "export LC_ALL=C.UTF-8; long=$(printf '\\344\\270\\255%.0s' $(seq 80))",
                        "",
                        "bash --posix \"$(command -v plash)\" build --from 1 --run \": $long\""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areNotCarriedOut(Case given) {
        String typed = given.before().replaceFirst("(?s).*\n", "");
        String[] said = plash.shell(PLAN + "set +e\n{ " + given.before() + "\n} >/dev/null 2>&1\n"
                        + "(PATH=$HOME/plan:$PATH\n" + typed + ") 2>/dev/null | grep -m 1 '^# '\necho ----\n"
                        + given.change() + "\n"
                        + "for plans in '' off; do export PLASH_PLANS=$plans\n{ " + given.again()
                        + "\necho \"= $?\"; } 2>&1 | grep -v '^--'; echo; echo ----; done")
                .stdout()
                .split("----\n");
        assertThat(said).hasSize(3);
        assertThat(said[0]).startsWith(given.plan());
        assertThat(said[1]).contains("= ").isEqualTo(said[2]);
    }

    @Test
    void doNotTakeTheDirectoryOfAnotherCallForChanges() {
        assertThat(plash.shell("""
                mkdir a b
                for d in a b; do (cd $d; plash runopts -c 1 -d ./ch touch /from-$d); done
                rm -r a/ch || plash sudo rm -r "$PWD/a/ch"
                (cd a; plash runopts -c 1 -d ./ch touch /again)
                ls a/ch/data b/ch/data
                """).value()).isEqualTo("a/ch/data:\nagain\n\nb/ch/data:\nfrom-b");
    }

    /** A file that is cut off would not say that the program is one of the container. */
    @Test
    void areWholeOrNotThere() {
        String run =
                "PLASH_EXPORT=$(seq -s : -f NAME%.0f 60) plash run 1 sh -c 'ls -d \"$0\" || echo inside' \"$PWD\" 2>/dev/null\n";
        assertThat(plash.shell("dash -c 'ulimit -f 1; export PWD; "
                                + run.replace("'", "'\\''").strip() + "' || :\n" + run)
                        .value())
                .endsWith("inside")
                .doesNotContain("/");
    }

    @Test
    void ofAnotherProcessAreNotCarriedOut() {
        assertThat(plash.shell(SLOW + """
                FOO=one run >/dev/null
                FOO=one PATH=$PWD/slow:$PATH run >first &
                for n in $(seq 300); do [ ! -e waits ] || break; sleep 0.1; done
                FOO=two run
                touch go
                wait $!
                cat first
                """).value()).isEqualTo("two\none");
    }

    @Test
    void sayThatTheirContainerHasBeenRemoved() {
        assertThat(plash.shell(SLOW + """
                FOO=one run >/dev/null
                id=$(FOO=one plash build --from 1 --import-env FOO --run 'echo $FOO >/foo')
                (export FOO=one PATH="$PWD/slow:$PATH"; plash --from 1 --import-env FOO --run 'echo $FOO >/foo' -- true) 2>said &
                for n in $(seq 300); do [ ! -e waits ] || break; sleep 0.1; done
                plash rm "$id"
                touch go
                wait $! || echo $?
                [ "$(cat said)" = "plash: error: no container: $id" ] || cat said
                """).value()).isEqualTo("1");
    }

    @Test
    void needTheGroupThatMayReadWhatTheyDependOn() {
        assertThat(plash.shell("""
                chmod 755 ../.. && chmod 777 . && echo secret >f && chgrp 4 f && chmod 640 f
                as() { setpriv --reuid=58002 --regid=58002 "$@" env HOME="$PWD" PLASH_DATA="$PWD/theirs" plash build --from 0 --hash-path f; }
                chown 58002 .
                as --groups=4 2>/dev/null || :
                as --clear-groups 2>&1 | grep -c 'permission denied'
                """).value()).endsWith("1");
    }

    @Test
    void areNotUsedWithoutThePrivilegeThatTheyNeed() {
        assertThat(plash.shell("""
                plash run 1 true
                setpriv --bounding-set -sys_admin --inh-caps -sys_admin plash run 1 echo fine
                """).value()).isEqualTo("fine");
    }

    @Test
    void areShownWithoutWhatNoLineCanHold() {
        assertThat(plash.with("PLASH_EXPORT", "A\nB").value("plan", "sudo", "true"))
                .startsWith("# cold: a line cannot hold exports with a newline in it\n");
    }

    @Test
    void areNoUseWhenTheyAreShown() {
        assertThat(plash.shell("""
                plash run 1 true
                touch -d 2020-01-01 "$PLASH_DATA/used/1"
                plash plan run 1 true | head -n 1
                stat -c %y "$PLASH_DATA/used/1" | cut -c 1-4
                """).value()).isEqualTo("# hot: this plan was kept and holds\n2020");
    }

    @Test
    void areNotMadeByAConversionOfTheUnion() {
        FuseOverlayfs.assumePossible(plash);
        assertThat(plash.shell("""
                plash run 1 true
                # Build data of somebody else's test that is just being deleted looks as if a container there could be ours.
                for tenth in $(seq 50); do ! plash convert-union fuse-overlayfs 2>/dev/null || break; sleep 0.1; done
                echo overlay >"$PLASH_DATA/config/union_taste"
                plash run 1 true 2>&1 | grep -c 'were written by fuse-overlayfs' || :
                plash convert-union overlay
                """).value()).isEqualTo("1");
    }

    @Test
    void areNotAffectedByTheSearchPathOfCd() {
        assertThat(plash.shell("""
                mkdir -p evil/index/1
                [ "$(CDPATH=. plash nodepath 1)" = "$(plash nodepath 1)" ]
                CDPATH=$PWD/evil plash parent 1
                """).value()).isEqualTo("0");
    }
}
