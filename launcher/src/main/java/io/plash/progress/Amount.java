package io.plash.progress;

import java.util.Locale;

/** An amount of bytes as people read it. */
final class Amount {

    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB"};

    private Amount() {}

    /** In decimal units, which is what transfers are measured in: {@code 27.1 MB}. */
    static String of(long bytes) {
        if (bytes < 1000) {
            return bytes + " " + UNITS[0];
        }
        double amount = bytes;
        int unit = 0;
        while (amount >= 999.95 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
