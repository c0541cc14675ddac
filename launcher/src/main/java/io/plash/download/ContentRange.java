package io.plash.download;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a file an answer has (RFC 9110, section 14.4).
 *
 * @param begin the position of its first byte
 * @param end the position after its last byte; -1 if the server does not say it
 * @param total the length of the file; -1 if the server does not say it
 */
record ContentRange(long begin, long end, long total) {

    /** Of fewer digits than a long has. */
    private static final String NUMBER = "([0-9]{1,18})";

    private static final Pattern SYNTAX = Pattern.compile("bytes " + NUMBER + "-" + NUMBER + "/(?:" + NUMBER + "|\\*)");

    /** All of a file of this length, which may be -1. */
    static ContentRange whole(long length) {
        return new ContentRange(0, length, length);
    }

    /** What a header says; empty if it says nothing that can be. */
    static Optional<ContentRange> parse(String header) {
        Matcher matcher = SYNTAX.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long total = matcher.group(3) == null ? -1 : Long.parseLong(matcher.group(3));
        ContentRange range =
                new ContentRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)) + 1, total);
        boolean possible = range.begin < range.end && (total == -1 || range.end <= total);
        return possible ? Optional.of(range) : Optional.empty();
    }
}
