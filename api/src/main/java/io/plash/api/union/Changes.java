package io.plash.api.union;

/**
 * Where a writable union keeps what is written.
 *
 * @param upperdir the directory that receives the changes
 * @param workdir an empty directory on the same filesystem, for the union filesystem's own use
 */
public record Changes(String upperdir, String workdir) {}
