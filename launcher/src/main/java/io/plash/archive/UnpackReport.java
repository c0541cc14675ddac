package io.plash.archive;

import java.util.*;

/** T. */
public record UnpackReport() {
    /** T. */
    public List<String> lines() {
        return List.of();
    }
}
