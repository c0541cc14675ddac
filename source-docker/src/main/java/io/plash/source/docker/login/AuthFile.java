package io.plash.source.docker.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.source.docker.oci.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A file in which {@code docker login} or {@code podman login} keeps passwords (containers-auth.json(5)). */
final class AuthFile {

    /** The key of Docker Hub, from the time of its first interface. */
    private static final String DOCKER_HUB = "https://index.docker.io/v1/";

    private final JsonObject json;
    private final Map<String, String> environment;

    private AuthFile(JsonObject json, Map<String, String> environment) {
        this.json = json;
        this.environment = environment;
    }

    /**
     * Reads a file.
     *
     * @param environment what credential helpers are run with
     * @throws io.plash.api.PlashException if it is damaged
     */
    static AuthFile read(Path file, Map<String, String> environment) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new AuthFile(JsonObject.parse(in.readNBytes(JsonObject.LARGEST), file.toString()), environment);
        }
    }

    /**
     * What it has for a repository: the helper of the host, else the helper of everything, else what stands in the file
     * itself for the longest part of the name.
     *
     * @param repository such as {@code example.org:5000/team/app}
     */
    Optional<Login> login(String repository) throws IOException {
        Optional<CredentialHelper> own = helperOf(repository);
        Optional<CredentialHelper> helper = own.or(() -> store().filter(CredentialHelper::isInstalled));
        if (helper.isPresent()) {
            Optional<Login> login = helper.get().get(server(repository));
            if (login.isPresent()) {
                return login;
            }
        }
        return inFile(repository);
    }

    /**
     * The helper of everything that is not installed. It may come from another machine, and most images are public, so it is
     * no reason to stop.
     */
    Optional<String> missingHelper(String repository) {
        return helperOf(repository).isPresent()
                ? Optional.empty()
                : store().filter(helper -> !helper.isInstalled()).map(CredentialHelper::program);
    }

    private Optional<CredentialHelper> helperOf(String repository) {
        Map<String, String> helpers = json.textsByName("credHelpers");
        return Optional.ofNullable(helpers.get(host(repository)))
                .or(() -> Optional.ofNullable(helpers.get(server(repository))))
                .filter(name -> !name.isEmpty())
                .map(name -> new CredentialHelper(name, environment));
    }

    private Optional<CredentialHelper> store() {
        return json.text("credsStore")
                .filter(name -> !name.isEmpty())
                .map(name -> new CredentialHelper(name, environment));
    }

    private static String host(String repository) {
        return repository.substring(0, repository.indexOf('/'));
    }

    private static String server(String repository) {
        String host = host(repository);
        return host.equals("docker.io") ? DOCKER_HUB : host;
    }

    private Optional<Login> inFile(String repository) {
        Optional<JsonObject> auths = json.object("auths");
        if (auths.isEmpty()) {
            return Optional.empty();
        }
        for (String name = repository; !name.isEmpty(); name = parent(name)) {
            for (String key : json.names("auths")) {
                if (normalized(key).equals(name)) {
                    return auths.get().object(key).flatMap(AuthFile::login);
                }
            }
        }
        return Optional.empty();
    }

    private static String parent(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    /** Older versions of docker wrote addresses. */
    private static String normalized(String key) {
        if (key.equals(DOCKER_HUB)) {
            return "docker.io";
        }
        String name =
                key.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("/(v[12]/?)?$", "");
        return name.equals("index.docker.io") ? "docker.io" : name;
    }

    private static Optional<Login> login(JsonObject auth) {
        List<String> user = new ArrayList<>();
        auth.text("auth").filter(text -> !text.isEmpty()).ifPresent(text -> {
            try {
                String plain = new String(Base64.getDecoder().decode(text), UTF_8);
                int colon = plain.indexOf(':');
                user.add(plain.substring(0, colon));
                // docker pads with zero bytes.
                user.add(plain.substring(colon + 1).replaceFirst("\0+$", ""));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw auth.bad("an entry of auths has an auth that is not user:password in base64");
            }
        });
        String token = auth.text("identitytoken").orElse("");
        if (user.isEmpty() && token.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Login(user.isEmpty() ? "" : user.get(0), user.isEmpty() ? "" : user.get(1), token));
    }
}
