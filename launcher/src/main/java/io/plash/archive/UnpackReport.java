package io.plash.archive;

/**
 * What was unpacked, and what could not be as the archive has it.
 *
 * @param entries how many entries the archive has
 * @param skippedDevices device nodes that may not be made here, as in a user namespace
 * @param skippedWhiteouts character devices 0:0, which would hide files once an overlay is mounted
 * @param foreignOwners files that belong to the caller now, because the user namespace does not map their owner; they
 *     lost setuid and setgid
 * @param refusedXattrs extended attributes that the kernel or the filesystem refused
 * @param droppedXattrs extended attributes that are an overlay's own books, which no image has a business to write
 */
public record UnpackReport(
        long entries,
        long skippedDevices,
        long skippedWhiteouts,
        long foreignOwners,
        long refusedXattrs,
        long droppedXattrs) {}
