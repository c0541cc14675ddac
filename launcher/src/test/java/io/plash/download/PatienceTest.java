package io.plash.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PatienceTest {

    private static final Instant NOW = Instant.parse("1994-11-06T08:49:30Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | 7",
                "Sun, 06 Nov 1994 08:49:37 GMT | 8",
                "Sun, 06 Nov 1994 08:49:00 GMT | 0",
                "soon | 0",
                "-7 | 0",
                "Sun, 06 Nov +999999999 08:49:37 GMT | 0",
            })
    void readsSecondsAndDates(String retryAfter, long seconds) {
        assertThat(Patience.seconds(retryAfter, NOW)).isEqualTo(seconds);
    }

    @Test
    void doesNotWaitForADateThatIsFarAway() throws IOException {
        String tomorrow = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC));

        assertThat(new Patience(Duration.ZERO, 4, Duration.ZERO).waitAfter(1, tomorrow))
                .isFalse();
    }
}
