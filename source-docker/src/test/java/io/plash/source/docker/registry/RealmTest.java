package io.plash.source.docker.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets the password of a registry. */
final class RealmTest {

    @ParameterizedTest
    @CsvSource({
        "https://registry-1.docker.io, https://auth.docker.io/token",
        "https://registry.gitlab.com, https://gitlab.com/jwt/auth",
        "https://example.org:5000, https://example.org:5000/token",
        "https://r.example.co.uk, https://auth.example.co.uk/token",
        "http://127.0.0.1:5000, http://127.0.0.1:5000/token",
        "https://10.0.0.1, https://10.0.0.1/token",
        "https://10.0.0.1:5000, https://10.0.0.1:5001/token",
        "https://[fd00::7]:5000, https://[fd00::7]:5001/token",
        "https://registry:5000, https://Registry:5001/token",
        "https://localhost:5000, https://localhost:5001/token",
    })
    void trustsTheHostItselfAndThoseOfItsDomain(String registry, String realm) {
        assertThat(Realm.of(realm, URI.create(registry)).trusted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org, https://example.com/token",
        "https://r.example.co.uk, https://other.co.uk/token",
        "https://10.0.0.1, https://10.0.0.2/token",
        "https://1.2.3.4, https://5.6.3.4/token",
        "http://127.0.0.1:5000, http://127.0.0.1:5001/token",
        "http://127.0.0.1:5000, https://example.org/token",
        "https://localhost, https://example.localhost/token",
    })
    void asksOthersWithoutAPassword(String registry, String realm) {
        assertThat(Realm.of(realm, URI.create(registry)).trusted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org, http://example.org/token",
        "https://example.org, http://127.0.0.1/token",
        "http://127.0.0.1:5000, http://10.0.0.1/token",
        "https://example.org, file:///etc/passwd",
        "https://example.org, ftp://example.org/",
        "https://example.org, /token",
        "https://example.org, https:///token",
        "https://example.org, https://user:secret@example.org/token",
        "https://example.org, https://example.org/a b",
        "https://example.org, ''",
    })
    void refusesWhatIsLessSafeThanTheRegistry(String registry, String realm) {
        assertThatThrownBy(() -> Realm.of(realm, URI.create(registry)))
                .isInstanceOf(PlashException.class)
                .hasMessageStartingWith("cannot log in to ")
                .hasMessageContaining(": it sends its clients to ");
    }
}
