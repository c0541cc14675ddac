package io.plash.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens between two invocations, a kept plan gives what no kept plan would have given. Random changes come
 * between random invocations. When one of them is seen for the first time in its circumstances, it runs a second time, with
 * plans switched off; from then on it has to give that.
 *
 * <p>{@code -Dplash.test.steps} says how many for each caller, {@code -Dplash.test.seed} repeats a run. There is a class for
 * each of them, because classes run beside each other.
 */
abstract class HotAndCold {

    private static final int STEPS = Integer.getInteger("plash.test.steps", 150);

    private static final String PREPARATION = """
            mkdir d
            echo 1 >d/a
            echo 'echo one >/out' >script
            printf '%s\\n' '#!/usr/bin/env plash-exec' '--from 1' '--eval-file part' '--entrypoint /bin/cat' >program
            printf '%s\\n' '--run' 'echo one >/out' >part
            chmod 755 program
            export X=1
            plash build --from 1 --run 'echo a >/id' >a 2>log
            plash build --from 1 --run 'echo b >/id' >b 2>log
            plash map key "$(cat a)"
            key() { readlink -e "$PLASH_DATA/map/key" || echo none; }
            program() {
                cat program part
                readlink -e "$PLASH_DATA/index/$(sed -n 's/^--from //p' program)" || echo none
            }
            number=0 hot=0
            # every_fourth COMMAND...: for some of the plans, for the others have to stay hot.
            every_fourth() {
                n=0
                for plan in "$PLASH_DATA"/plan/*; do
                    n=$((n + 1))
                    [ $((n % 4)) != $((number % 4)) ] || [ ! -e "$plan" ] || "$@" "$plan"
                done
            }
            # step CIRCUMSTANCES COMMAND...
            step() {
                number=$((number + 1))
                known=known-$(printf '%s\n' "$@" | cksum | tr ' ' -)
                shift
                # Not for each, because Java says it where a step is cold.
                if [ $((number % 10)) = 0 ] && [ "$1" = plash ]; then
                    case $(shift && plash plan "$@" 2>/dev/null) in '# hot'*) hot=$((hot + 1)) ;; esac
                fi
                status=0
                "$@" >hot 2>hot.log || status=$?
                echo "$status" >>hot
                if [ ! -e "$known" ]; then
                    status=0
                    PLASH_PLANS=off "$@" >"$known" 2>cold.log || status=$?
                    echo "$status" >>"$known"
                fi
                cmp -s hot "$known" || {
                    echo "step $number: $*"
                    diff hot "$known" || :
                    cat hot.log cold.log
                    exit 1
                }
            }
            """;

    /** On the left what the outcome depends on, as words of a shell. */
    private static final List<String> INVOCATIONS = List.of(
            "'' plash run 1 echo hello",
            "\"${X-} ${PLASH_EXPORT-}\" plash run 1 sh -c 'echo $X'",
            "'' plash run \"$(cat a)\" cat /id",
            "\"${X-}\" plash runopts -c 1 -e X sh -c 'echo $X'",
            "\"$(key)\" plash --from-map key -- cat /id",
            "\"$(key)\" plash build --from-map key",
            "\"$(key)\" plash build --from-map key --run 'echo c >/c'",
            "\"${X-unset}\" plash --from 1 --import-env X --run 'echo \"$X\" >/out' -- cat /out",
            "\"$(cat part)\" plash --from 1 --eval-file part -- cat /out",
            "\"$(cksum d/*)\" plash build --from 1 --hash-path d",
            "'' plash b run --from 1 --hash-path d/a --run 'echo 1 >/out' -- cat /out",
            "'' plash build --from 1 --run 'two\nlines' --run-nothing",
            "'' plash --from 1 --run 'echo x >/out\n\necho y >>/out' -- cat /out",
            "\"$(program)\" plash ./program /out",
            "\"$(program)\" plash-exec \"$PWD/program\" /out",
            "'' plash with-mount 1 ls",
            "'' plash sudo id -u");

    private static final List<String> CHANGES = List.of(
            "export X=$((number % 3))",
            "unset X || true",
            "export X=1",
            "export PLASH_EXPORT=X",
            "unset PLASH_EXPORT",
            "plash map key \"$(cat a)\"",
            "plash map key \"$(cat b)\"",
            "plash map key ''",
            "echo $((number % 3)) >d/a",
            "cp -p d/a keep; echo $((number % 3)) >d/a; touch -r keep d/a",
            "echo x >d/new",
            "rm -f d/new",
            "printf '%s\\n' '--run' \"echo $((number % 3)) >/out\" >part",
            "printf '%s\\n' '--run' \"echo $((number % 3)) >/out\" >part.new; mv part.new part",
            "sed -i \"s/^--from .*/--from $(cat a)/\" program",
            "sed -i 's/^--from .*/--from 1/' program",
            "plash rm \"$(cat a)\"; plash build --from 1 --run 'echo a >/id' >a 2>log",
            "every_fourth truncate -s 100",
            "every_fourth sed -i s/index.1/index\\\\/2/",
            "every_fourth touch",
            "sleep 0.03");

    private final Plash plash;

    HotAndCold(Plash plash) {
        this.plash = plash;
    }

    @Test
    void giveTheSame() throws IOException {
        long seed = Long.getLong("plash.test.seed", System.nanoTime());
        Random random = new Random(seed);
        StringBuilder script = new StringBuilder(PREPARATION);
        for (int step = 0; step < STEPS; step++) {
            if (random.nextBoolean()) {
                script.append(CHANGES.get(random.nextInt(CHANGES.size()))).append('\n');
            }
            script.append("step ")
                    .append(INVOCATIONS.get(random.nextInt(INVOCATIONS.size())))
                    .append('\n');
        }
        script.append("echo $hot\n");
        // More than an argument can be.
        Files.writeString(plash.work().resolve("steps"), script);
        Result result = plash.shell(". ../steps");

        assertThat(result.status()).as("-Dplash.test.seed=%d: %s", seed, result).isZero();
        assertThat(Integer.parseInt(result.value()))
                .as("steps that a plan was kept for, of %d, -Dplash.test.seed=%d", STEPS / 10, seed)
                .isGreaterThanOrEqualTo(STEPS / 100);
    }
}
