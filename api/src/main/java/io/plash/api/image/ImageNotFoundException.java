package io.plash.api.image;

import io.plash.api.PlashException;

/** The source was reached and has no such image. */
public class ImageNotFoundException extends PlashException {

    private static final long serialVersionUID = 1L;

    /**
     * Says that it is not there.
     *
     * @param image what was asked for
     * @param hint which images come close, or how to list them
     */
    public ImageNotFoundException(ImageReference image, String hint) {
        super("no image: " + image, hint);
    }
}
