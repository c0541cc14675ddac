package io.plash.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As whom an image is run. */
final class ImageUsersTest {

    private static final ImageUsers USERS =
            new ImageUsers(Optional.of("""
                    root:x:0:0::/root:/bin/sh
                    damaged
                    web:x:7:8::/srv:/bin/sh
                    odd:x:x:8::relative:/bin/sh
                    """.getBytes(UTF_8)), Optional.of("""
                    root:x:0:
                    web:x:8:
                    one:x:20:root,web
                    two:x:30:webmaster
                    """.getBytes(UTF_8)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web|+7:+8 +8,+20",
                "7|+7:+8 +8,+20",
                "web:one|+7:+20 +20",
                "web:5|+7:+5 +5",
                "1000|+1000:+0 +0",
                "1000:1000|+1000:+1000 +1000",
                "0|+0:+0 +0,+20",
            })
    void isFoundInTheFilesOfTheContainer(String user, String ids) {
        assertThat(USERS.ids(user)).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "web:nobody", "4294967295", "99999999999", "odd", "-1", ":5", "7:"})
    void isRefusedIfThereIsNone(String user) {
        assertThatThrownBy(() -> USERS.ids(user))
                .isInstanceOf(PlashException.class)
                .hasMessageStartingWith("no such ");
    }

    @Test
    void isRefusedInOtherWordsIfTheFilesCannotBeRead() {
        ImageUsers none = new ImageUsers(Optional.empty(), Optional.empty());

        assertThat(none.ids("7:8")).isEqualTo("+7:+8 +8");
        assertThatThrownBy(() -> none.ids("web"))
                .hasMessage(
                        "no such user in the container: web: it has no /etc/passwd that is a regular file of at most 1 MiB");
        assertThatThrownBy(() -> none.ids("7:web")).hasMessageContaining(": it has no /etc/group that is");
    }

    @Test
    void isAtHomeWhereTheContainerSays() {
        assertThat(USERS.home("web")).contains("/srv");
        assertThat(USERS.home("odd")).isEmpty();
        assertThat(USERS.home("1000")).isEmpty();
    }
}
