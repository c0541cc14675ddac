package io.plash.union.overlay;

/** Paths in mount options: a comma ends an option, a colon ends a layer, and a backslash escapes. */
final class OverlayOption {

    private OverlayOption() {}

    /** An upper or work directory. */
    static String directory(String path) {
        return path.replace("\\", "\\\\").replace(",", "\\,");
    }

    /** One of the lower directories. */
    static String layer(String path) {
        return directory(path).replace(":", "\\:");
    }
}
