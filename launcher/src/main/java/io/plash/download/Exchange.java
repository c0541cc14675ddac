package io.plash.download;

import io.plash.api.PlashException;
import io.plash.api.download.Request;
import io.plash.api.download.Response;
import io.plash.api.download.UnreachableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** Makes one request: with its credentials, as far as its redirects lead. */
final class Exchange {

    /** Mirrors redirect once or twice; so many are a loop. */
    private static final int MOST_REDIRECTS = 10;

    /** A refusal that is longer says nothing that credentials could use. */
    private static final int LONGEST_REFUSAL = 64 * 1024;

    private final Map<String, String> environment;
    private final Patience patience;
    private @Nullable Clients clients;

    /** Nothing of OkHttp is loaded before the first request. */
    Exchange(Map<String, String> environment, Patience patience) {
        this.environment = environment;
        this.patience = patience;
    }

    /**
     * Makes the request.
     *
     * @param more headers of this try
     * @return the answer, whatever its status is; the caller closes it
     * @throws PlashException if the server is not who it should be, or redirects to where one must not go
     * @throws IOException if there is no answer
     */
    okhttp3.Response open(Request request, Map<String, String> more) throws IOException {
        Address origin = Address.parse(request.url());
        String first = request.credentials().authorization(null);
        okhttp3.Response answer = follow(request, origin, more, first == null ? origin.authorization() : first);
        if (answer.code() == 401 && origin.isSameServer(answer.request().url())) {
            String authorization = request.credentials().authorization(refusal(answer));
            if (authorization != null) {
                answer.close();
                return follow(request, origin, more, authorization);
            }
        }
        return answer;
    }

    /** The answer as sources see it, without closing it. */
    static Response refusal(okhttp3.Response answer) throws IOException {
        byte[] body = answer.peekBody(LONGEST_REFUSAL).bytes();
        return new Response(
                answer.request().url().toString(),
                answer.code(),
                answer.headers().toMultimap(),
                body);
    }

    private okhttp3.Response follow(
            Request request, Address origin, Map<String, String> more, @Nullable String authorization)
            throws IOException {
        Address next = origin;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            okhttp3.Response answer = send(request, origin, next, more, authorization);
            String location = answer.header("Location");
            if (!answer.isRedirect() || location == null || !isQuestion(request)) {
                return answer;
            }
            answer.close();
            next = next.redirected(location);
        }
        throw new PlashException("cannot fetch " + origin + ": it redirects more than " + MOST_REDIRECTS + " times");
    }

    private okhttp3.Response send(
            Request request, Address origin, Address address, Map<String, String> more, @Nullable String authorization)
            throws IOException {
        okhttp3.Request.Builder builder = new okhttp3.Request.Builder()
                .url(address.url())
                .header("User-Agent", "plash")
                // Without this, OkHttp asks for a compressed transfer, whose length nobody knows beforehand.
                .header("Accept-Encoding", "identity");
        request.headers().forEach(builder::header);
        more.forEach(builder::header);
        if (authorization != null) {
            builder.header("Authorization", authorization);
        }
        if (!address.isSameServer(origin)) {
            builder.removeHeader("Authorization").removeHeader("Cookie");
        }
        builder.method(request.method(), body(request));
        Call call = clients().of(address).newCall(builder.build());
        try {
            return call.execute();
        } catch (IOException e) {
            throw worded(request, address, e);
        }
    }

    private IOException worded(Request request, Address address, IOException e) {
        String what = isQuestion(request) ? "cannot fetch " : "cannot send to ";
        String message = what + address + clients().mention(address) + ": " + FailureReason.of(e);
        if (FailureReason.isCertificate(e)) {
            throw new PlashException(
                    message,
                    "let the JDK trust its authority, with `keytool -importcert -cacerts`, or name the host in"
                            + " PLASH_INSECURE_HOSTS if you must",
                    e);
        }
        String hint = FailureReason.hint(e);
        return hint.isEmpty() || address.socket() != null
                ? new IOException(message, e)
                : new UnreachableException(message, hint, e);
    }

    private synchronized Clients clients() {
        if (clients == null) {
            clients = new Clients(environment, patience.silence());
        }
        return clients;
    }

    static boolean isQuestion(Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private static @Nullable RequestBody body(Request request) {
        if (request.body().isPresent()) {
            return body(request.body().get());
        }
        return isQuestion(request) || request.method().equals("DELETE") ? null : RequestBody.EMPTY;
    }

    private static RequestBody body(Request.Body body) {
        return new RequestBody() {

            @Override
            public MediaType contentType() {
                return MediaType.get(body.type());
            }

            @Override
            public long contentLength() {
                return body.length();
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                try (InputStream in = body.content().open()) {
                    sink.writeAll(Okio.source(in));
                }
            }
        };
    }
}
