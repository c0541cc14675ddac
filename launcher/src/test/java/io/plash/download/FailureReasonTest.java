package io.plash.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;

/** The failures that cannot be had on loopback; the others are in {@link UrlSourceTest}. */
final class FailureReasonTest {

    @Test
    void namesTheHostThatIsUnknown() {
        assertThat(FailureReason.of(new UnknownHostException("a.invalid: Name or service not known")))
                .isEqualTo("unknown host a.invalid");
        assertThat(FailureReason.of(new UnknownHostException("a.invalid"))).isEqualTo("unknown host a.invalid");
    }

    @Test
    void knowsWhatToDoAboutAHostThatIsNotThere() {
        assertThat(FailureReason.hint(new IOException(new UnknownHostException("a.invalid"))))
                .contains("the name of the host");
        assertThat(FailureReason.hint(new ConnectException("Connection refused")))
                .contains("whether the server runs");
        assertThat(FailureReason.hint(new EOFException())).isEmpty();
    }

    @Test
    void saysThatThereIsNoRoute() {
        assertThat(FailureReason.of(new NoRouteToHostException("No route to host (Host unreachable)")))
                .isEqualTo("no route to the host");
    }

    @Test
    void isOneLineForACertificateOfAnotherHost() {
        IOException mismatch = new SSLPeerUnverifiedException("Hostname a not verified:\n  certificate: sha256/x\n");

        assertThat(FailureReason.of(mismatch)).isEqualTo("the certificate of the server is for another host");
        assertThat(FailureReason.isCertificate(mismatch)).isTrue();
    }

    @Test
    void saysThatTheServerClosedTheConnection() {
        IOException cause = new EOFException("\\n not found: limit=0 content=…");

        assertThat(FailureReason.of(new IOException("unexpected end of stream on http://a/...", cause)))
                .isEqualTo("the server closed the connection");
    }

    @Test
    void isWordedEvenWithoutAMessage() {
        assertThat(FailureReason.of(new IOException())).isEqualTo("IOException");
    }
}
