package io.plash.download;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Why a transfer failed, in the words of an error message: one line, and nothing of a terminal's language in it. */
final class FailureReason {

    private FailureReason() {}

    static String of(IOException failure) {
        if (cause(failure, UnknownHostException.class) instanceof UnknownHostException unknown) {
            return "unknown host " + printable(message(unknown).replaceFirst(":.*", ""));
        }
        if (cause(failure, SocketTimeoutException.class) != null) {
            return "the server does not answer";
        }
        if (cause(failure, NoRouteToHostException.class) != null) {
            return "no route to the host";
        }
        if (cause(failure, SSLPeerUnverifiedException.class) != null) {
            return "the certificate of the server is for another host";
        }
        if (root(failure) instanceof EOFException) { // its message is what the HTTP library looked for
            return "the server closed the connection";
        }
        String root = message(root(failure));
        if (isCertificate(failure)) {
            return "the certificate of the server is not trusted (" + printable(root) + ")";
        }
        return printable(lowerCase(root));
    }

    /** Whether the server could not show who it is. */
    static boolean isCertificate(IOException failure) {
        return cause(failure, SSLPeerUnverifiedException.class) != null
                || cause(failure, CertificateException.class) != null;
    }

    /** What the user can do about it; empty if nobody knows. */
    static String hint(IOException failure) {
        if (cause(failure, UnknownHostException.class) != null) {
            return "check the name of the host, and whether this machine has a network; `https_proxy` names a proxy";
        }
        return cause(failure, ConnectException.class) != null
                ? "check the port, and whether the server runs; `https_proxy` names a proxy"
                : "";
    }

    /** Whether it may go away by itself: the server was reached, and the connection broke. */
    static boolean mayPass(IOException failure) {
        return cause(failure, UnknownHostException.class) == null
                && cause(failure, ConnectException.class) == null
                && cause(failure, NoRouteToHostException.class) == null
                && cause(failure, SSLException.class) == null;
    }

    /** The outermost exception of this kind, or null. */
    private static @Nullable Throwable cause(Throwable failure, Class<? extends Throwable> kind) {
        Throwable cause = failure;
        while (cause != null && !kind.isInstance(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    /** Text of a server's that can be shown. */
    static String printable(String text) {
        return text.replaceAll("[^!-~]+", " ").strip();
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** Java begins its messages with a capital letter; an abbreviation keeps its own. */
    private static String lowerCase(String text) {
        boolean word = text.length() > 1 && !Character.isUpperCase(text.charAt(1));
        return word ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
    }
}
