package io.plash.api.download;

import io.plash.api.PlashException;

/** A server answered, but not with what it was asked for. */
public class UnexpectedStatusException extends PlashException {

    private static final long serialVersionUID = 1L;

    private final transient Response response;

    /** Words it, with advice where the status allows some. */
    public UnexpectedStatusException(Response response) {
        super(
                "cannot fetch " + shown(response.url()) + ": the server answers " + phrase(response.status()),
                hint(response));
        this.response = response;
    }

    /** What it answered. */
    public Response response() {
        return response;
    }

    /** Shorthand for the status of the response. */
    public int status() {
        return response.status();
    }

    /** The code and what it means (RFC 9110, section 15.5). What the server says it means is the server's own affair. */
    public static String phrase(int status) {
        return switch (status) {
            case 400 -> "400 bad request";
            case 401 -> "401 unauthorized";
            case 403 -> "403 forbidden";
            case 404 -> "404 not found";
            case 407 -> "407 proxy authentication required";
            case 408 -> "408 request timeout";
            case 410 -> "410 gone";
            case 416 -> "416 range not satisfiable";
            case 429 -> "429 too many requests";
            case 500 -> "500 internal server error";
            case 502 -> "502 bad gateway";
            case 503 -> "503 service unavailable";
            case 504 -> "504 gateway timeout";
            default -> Integer.toString(status);
        };
    }

    private static String hint(Response response) {
        return switch (response.status()) {
            case 401 -> "give a user name and a password";
            case 403 -> "check the name, and whether you may have it";
            case 404, 410 -> "check the name";
            case 407 -> "put the user name and the password of the proxy into https_proxy";
            case 429 ->
                "wait and try again"
                        + response.header("Retry-After")
                                .filter(value -> value.matches("[0-9]{1,6}"))
                                .map(seconds -> ", the server says in " + seconds + " seconds")
                                .orElse("");
            default -> response.status() >= 500 ? "try again later" : "";
        };
    }

    /** A query may carry the signature of an address that is good for anyone. */
    private static String shown(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}
