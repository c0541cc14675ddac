package io.plash.source.docker.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import io.plash.api.download.Downloader;
import io.plash.api.download.Request;
import io.plash.api.download.Response;
import io.plash.api.download.UnexpectedStatusException;
import io.plash.source.docker.login.Login;
import io.plash.source.docker.oci.JsonObject;
import io.plash.source.docker.oci.Shown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.regex.Pattern;

/** Gets tokens (distribution, "Token Authentication Specification" and "Oauth2 Token Authentication"). */
final class Tokens {

    private static final String CLIENT = "plash";

    /** It becomes part of a header (RFC 6750, section 2.1). */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,65536}");

    private final Downloader downloader;

    Tokens(Downloader downloader) {
        this.downloader = downloader;
    }

    /**
     * A token for what the scope says, or for less.
     *
     * @param service what the registry calls itself there; empty if it does not say
     * @throws PlashException if the server gives none
     */
    String get(Realm realm, String service, String scope, Optional<Login> login) throws IOException {
        Optional<Login> shown = login.filter(l -> realm.trusted());
        Optional<String> identity = shown.map(Login::identityToken).filter(token -> !token.isEmpty());
        Response response = downloader.ask(
                identity.isPresent()
                        ? withIdentity(realm, service, scope, identity.get())
                        : withPassword(realm, service, scope, shown.flatMap(Login::basic)));
        if (response.status() == 429 || response.status() >= 500) {
            // That it is busy or broken says nothing about the login.
            throw new UnexpectedStatusException(response);
        }
        if (response.status() != 200) {
            throw refused(realm, response.status(), login);
        }
        JsonObject json =
                JsonObject.parse(response.body(), "answer of " + realm.uri().getHost());
        String token = json.text("token")
                .filter(text -> !text.isEmpty())
                .or(() -> json.text("access_token"))
                .orElseThrow(() -> json.bad("it has no token"));
        if (!TOKEN.matcher(token).matches()) {
            throw json.bad("its token is none");
        }
        return token;
    }

    private static Request withPassword(Realm realm, String service, String scope, Optional<String> basic) {
        String separator = realm.uri().getRawQuery() == null ? "?" : "&";
        Request request = Request.get(realm.uri() + separator + parameters(service, scope));
        return basic.map(value -> request.header("Authorization", value)).orElse(request);
    }

    private static Request withIdentity(Realm realm, String service, String scope, String identity) {
        String form = parameters(service, scope) + "&grant_type=refresh_token&refresh_token=" + escaped(identity);
        byte[] body = form.getBytes(UTF_8);
        Content content = () -> new ByteArrayInputStream(body);
        return Request.of("POST", realm.uri().toString())
                .body(new Request.Body("application/x-www-form-urlencoded", content, body.length));
    }

    private static String parameters(String service, String scope) {
        return (service.isEmpty() ? "" : "service=" + escaped(service) + "&") + "scope=" + escaped(scope)
                + "&client_id=" + CLIENT;
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static PlashException refused(Realm realm, int status, Optional<Login> login) {
        String host = Shown.of(String.valueOf(realm.uri().getRawAuthority()));
        if (login.isPresent() && !realm.trusted()) {
            return new PlashException(
                    "cannot log in: the registry sends its clients to " + host
                            + ", which does not belong to it, and the password was not shown there",
                    "use a login whose registry has its tokens on its own host");
        }
        return new PlashException(
                "cannot log in: " + host + " answers " + status,
                login.isPresent() ? "log in again with `docker login` or `podman login`" : "try again later");
    }
}
