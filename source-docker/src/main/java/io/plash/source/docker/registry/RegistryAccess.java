package io.plash.source.docker.registry;

import io.plash.api.download.Credentials;
import io.plash.api.download.Response;
import io.plash.source.docker.login.Login;
import io.plash.source.docker.login.Logins;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the requests to one repository show, once the registry has said what it wants to see. */
final class RegistryAccess {

    private final Endpoint endpoint;
    private final String scope;
    private final Logins logins;
    private final Tokens tokens;
    private @Nullable String shown;

    /** Access for {@code pull}, or {@code pull,push}. */
    RegistryAccess(Endpoint endpoint, String actions, Logins logins, Tokens tokens) {
        this.endpoint = endpoint;
        this.scope = "repository:" + endpoint.repository() + ":" + actions;
        this.logins = logins;
        this.tokens = tokens;
    }

    /** For one request and its repetitions. */
    Credentials credentials() {
        return new Credentials() {

            private @Nullable String tried;

            @Override
            public synchronized @Nullable String authorization(@Nullable Response refusal) throws IOException {
                tried = refusal == null ? shown() : shownInsteadOf(tried, refusal);
                return tried;
            }
        };
    }

    private synchronized @Nullable String shown() {
        return shown;
    }

    /** What was refused may be a token that is too old; what another request got meanwhile is as good as a new one. */
    private synchronized @Nullable String shownInsteadOf(@Nullable String refused, Response refusal)
            throws IOException {
        if (shown == null || shown.equals(refused)) {
            shown = wanted(Challenge.parse(refusal.headers("WWW-Authenticate"))).orElse(null);
        }
        return shown;
    }

    private Optional<String> wanted(List<Challenge> challenges) throws IOException {
        Optional<Login> login = logins.of(endpoint.login());
        for (Challenge challenge : challenges) {
            Optional<String> realm = challenge.parameter("realm");
            if (challenge.scheme().equals("bearer") && realm.isPresent()) {
                String service = challenge.parameter("service").orElse("");
                Realm where = Realm.of(realm.get(), endpoint.uri());
                return Optional.of("Bearer " + tokens.get(where, service, scope, login));
            }
        }
        boolean basic =
                challenges.stream().anyMatch(challenge -> challenge.scheme().equals("basic"));
        return basic ? login.flatMap(Login::basic) : Optional.empty();
    }
}
