package io.plash.download;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait, and how often to try again.
 *
 * @param silence how long to wait for a connection, and then for each further byte
 * @param tries how many in a row without a single new byte
 * @param pause before the second try; it doubles each time
 */
record Patience(Duration silence, int tries, Duration pause) {

    /** A mirror that thinks for longer is down, and one that has said no four times in four seconds means it. */
    static final Patience USUAL = new Patience(Duration.ofSeconds(30), 4, Duration.ofMillis(500));

    /** Longer than this nobody waits for what may be refused again. */
    private static final long LONGEST_PAUSE_SECONDS = 60;

    /** What a server says when it is busy or broken, and not that the request is wrong. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

    /** Whether the same question may get another answer soon. */
    boolean mayPass(int status) {
        return PASSING.contains(status);
    }

    /**
     * Waits before another try.
     *
     * @param failed how many tries have failed in a row
     * @param retryAfter how long the server says to wait, in seconds or until a date (RFC 9110, section 10.2.3)
     * @return false at once if it is enough
     */
    boolean waitAfter(int failed, @Nullable String retryAfter) throws IOException {
        if (failed >= tries) {
            return false;
        }
        long seconds = retryAfter == null ? 0 : seconds(retryAfter.strip(), Instant.now());
        if (seconds > LONGEST_PAUSE_SECONDS) {
            return false;
        }
        try {
            Thread.sleep(Math.max(seconds * 1000, pause.toMillis() << (failed - 1)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    /** How long a server wants one to wait; not at all if nobody can tell. */
    static long seconds(String retryAfter, Instant now) {
        if (retryAfter.matches("[0-9]{1,9}")) {
            return Long.parseLong(retryAfter);
        }
        try {
            Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter, Instant::from);
            return Math.max(0, now.until(date, ChronoUnit.SECONDS) + 1);
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
