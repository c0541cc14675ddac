package io.plash.source.docker.oci;

/** Text of other people's in messages. */
public final class Shown {

    private static final int LONGEST = 120;

    private Shown() {}

    /** The text in one line of bounded length, with nothing that steers a terminal. */
    public static String of(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+", "?")
                .strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
