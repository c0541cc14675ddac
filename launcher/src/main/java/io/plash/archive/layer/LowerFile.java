package io.plash.archive.layer;

import io.plash.posix.FileStatus;

/**
 * A file of the layers below, as they look together.
 *
 * @param layer the open directory of the layer that it is in
 * @param path its path there; each byte of it is one character
 */
record LowerFile(int layer, String path, FileStatus status) {

    boolean isDirectory() {
        return status.isDirectory();
    }
}
