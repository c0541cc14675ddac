package com.example.debootstrap;

import io.plash.api.download.Content;
import io.plash.api.download.Digest;
import io.plash.api.download.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a mirror says a suite consists of: its file {@code InRelease}, see "DebianRepository/Format" in the wiki of Debian.
 * Its signature is checked by apt, which fetches it again.
 */
record Release(Digest digest, Instant date) {

    private static final Pattern DATE = Pattern.compile("(?m)^Date: (.*) UTC$");

    static Release parse(Response answer) throws IOException {
        Matcher date = DATE.matcher(answer.text());
        if (!date.find()) {
            throw new IOException("no release file of Debian: " + answer.url());
        }
        byte[] body = answer.body();
        Content content = () -> new ByteArrayInputStream(body);
        try {
            return new Release(
                    Digest.sha256(content),
                    ZonedDateTime.parse(date.group(1) + " GMT", DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException e) {
            throw new IOException("no date in the release file of Debian: " + answer.url(), e);
        }
    }
}
