package io.plash.source.docker.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/**
 * What somebody shows to a registry.
 *
 * @param user empty with an identity token alone
 * @param secret a password; empty with an identity token alone
 * @param identityToken what a token server takes instead of a password; empty if there is none
 */
public record Login(String user, String secret, String identityToken) {

    /** What a credential helper calls the user if the secret is an identity token. */
    private static final String TOKEN_USER = "<token>";

    static Login of(String user, String secret) {
        return user.equals(TOKEN_USER) ? new Login("", "", secret) : new Login(user, secret, "");
    }

    /** The value of a header {@code Authorization} (RFC 7617); empty without a password. */
    public Optional<String> basic() {
        if (user.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8)));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "login of " + user;
    }
}
