package io.plash.api.download;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of the network that plash fetches into its cache, once. Nothing is asked for before the first call.
 *
 * <p>{@link #open} reads along while the transfer runs. The end of the stream comes only after everything was checked;
 * before that, nobody can say what the bytes are worth. All methods throw the same: a {@link UnexpectedStatusException}
 * if the server answers anything but the file, another {@link io.plash.api.PlashException} if the transfer is refused or
 * the content fails its check, an {@link IOException} if the transfer failed after several tries.
 */
public interface Download extends Content {

    /**
     * The digest of the whole content, SHA-256 unless another was expected. Waits for the end of the transfer if it is
     * not known before; a server that says that the content is still the same need not send it again.
     */
    Digest digest() throws IOException;

    /** The whole content, checked, as a file that must not be changed and stays until this process ends. Waits for it. */
    Path file() throws IOException;
}
