package io.plash.source.url;

import java.io.IOException;

/** The server answered, but not with the file. */
final class UnexpectedStatusException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String url;
    private final int code;
    private final String phrase;

    /**
     * Tells what came.
     *
     * @param url what was asked for
     * @param code the status code (RFC 9110, section 15)
     * @param phrase what the server says it means; may be empty
     */
    UnexpectedStatusException(Url url, int code, String phrase) {
        this.url = url.label();
        this.code = code;
        this.phrase = phrase;
    }

    int code() {
        return code;
    }

    /** Code and phrase, for a message. */
    String answer() {
        return FailureReason.printable(code + " " + phrase);
    }

    @Override
    public String getMessage() {
        return "cannot fetch " + url + ": the server answers " + answer();
    }
}
