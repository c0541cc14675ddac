package io.plash.macro;

import io.plash.api.PlashException;

/** How many arguments a macro takes, read from its {@linkplain Macro#usage() usage}. */
record Usage(int least, int most) {

    private static final int ANY = Integer.MAX_VALUE;

    static Usage of(String usage) {
        int least = 0;
        int most = 0;
        for (String word : usage.isEmpty() ? new String[0] : usage.split(" ", -1)) {
            least += word.startsWith("[") ? 0 : 1;
            most = most == ANY || word.endsWith("...") || word.endsWith("...]") ? ANY : most + 1;
        }
        return new Usage(least, most);
    }

    void check(int given) {
        if (given < least || given > most) {
            throw new PlashException("takes " + expected() + ", not " + (given == 0 ? "none" : given));
        }
    }

    private String expected() {
        if (most == 0) {
            return "no arguments";
        }
        if (least == most || most == ANY) {
            return (least == most ? "" : "at least ") + (least == 1 ? "one argument" : least + " arguments");
        }
        return least + " to " + most + " arguments";
    }
}
