package io.plash.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tutorial prints what it says. */
@ForEachCaller(Caller.SINGLE_ID)
final class TutorialIT {

    private static final Pattern STEP = Pattern.compile("(?s)```sh\n(.*?)```\n\n```text\n(.*?)```");

    private final Plash plash;

    TutorialIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void printsWhatItSays() throws IOException {
        String tutorial = Files.readString(SourceTree.ROOT.resolve("docs/tutorial.md"));
        String commands = collected(tutorial, 1);
        String output = collected(tutorial, 2);

        assertThat(output).isNotEmpty();
        assertThat(plash.with("PLASH_DATA", plash.home() + "/tutorial")
                        .shell(commands)
                        .stdout())
                .isEqualTo(output);
    }

    private static String collected(String tutorial, int group) {
        return STEP.matcher(tutorial)
                .results()
                .map((MatchResult step) -> step.group(group))
                .collect(Collectors.joining());
    }
}
