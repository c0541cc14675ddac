package io.plash.api.download;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a request has to show to the server that it names, and to no other. */
@FunctionalInterface
public interface Credentials {

    /** Nothing is shown. */
    Credentials NONE = refusal -> null;

    /**
     * The value of the header {@code Authorization}. Called from any thread.
     *
     * @param refusal null when a request is about to be made; after that the server's answer 401, whose headers say what
     *     it wants instead
     * @return the value; null to ask without it, or to take the refusal as the answer
     * @throws IOException if it takes another request to get it, and that fails
     */
    @Nullable
    String authorization(@Nullable Response refusal) throws IOException;
}
