package io.plash.api;

/** Whether a backend can be used on this machine by this user. */
public sealed interface Availability {

    /** It can, as far as can be told without trying. */
    record Available() implements Availability {}

    /**
     * It cannot.
     *
     * @param reason what is missing, in the words of an error message: {@code newuidmap is not installed}
     * @param hint what to do about it, as an imperative, or empty if nothing can be done
     */
    record Unavailable(String reason, String hint) implements Availability {}

    /** It can be used. */
    static Availability available() {
        return new Available();
    }

    /** It cannot be used, for this reason. */
    static Availability unavailable(String reason, String hint) {
        return new Unavailable(reason, hint);
    }
}
