package io.plash.build.image;

import io.plash.api.PlashException;
import io.plash.api.download.Downloader;
import io.plash.api.download.UnexpectedStatusException;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.download.Downloads.OfflineException;
import io.plash.host.Messages;
import java.io.IOException;

/** Asks sources whether they still have what is here. One that cannot say so does not stop anybody. */
final class Freshness {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_SERVER_ERROR = 500;

    private final Downloader downloader;
    private final Messages messages;

    Freshness(Downloader downloader, Messages messages) {
        this.downloader = downloader;
        this.messages = messages;
    }

    /**
     * Whether the image that is here will do.
     *
     * @param isHere whether a key of the map stands for the image that is here
     * @throws PlashException if the source was reached and refused, or has no such image any more
     */
    boolean isCurrent(ImageSource source, ImageReference image, IsHere isHere) throws IOException {
        String pinned;
        try {
            pinned = source.pin(image, downloader).mapKey();
        } catch (IOException e) {
            return useWhatIsHere(image, e);
        } catch (OfflineException e) {
            return useWhatIsHere(image, e);
        } catch (UnexpectedStatusException e) {
            if (isBusyOrBroken(e.status())) {
                return useWhatIsHere(image, e);
            }
            throw e;
        }
        return isHere.test(pinned);
    }

    /** A question to the build data. */
    @FunctionalInterface
    interface IsHere {
        boolean test(String key) throws IOException;
    }

    private boolean useWhatIsHere(ImageReference image, Exception why) {
        messages.note("using the " + image + " that is here: " + why.getMessage());
        return true;
    }

    private static boolean isBusyOrBroken(int status) {
        return status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= INTERNAL_SERVER_ERROR;
    }
}
