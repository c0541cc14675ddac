package io.plash.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.PlashException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that {@code http_proxy}, {@code https_proxy} and {@code no_proxy} name, in lower or upper case. {@code
 * no_proxy} is a list of hosts and domains, with a port or without, or {@code *}, the way that curl(1) reads it.
 */
final class EnvironmentProxies extends ProxySelector {

    private static final String HINT = "write it like http://proxy.example.org:3128";

    private final @Nullable HttpUrl http;
    private final @Nullable HttpUrl https;
    private final List<String> exempt;

    /**
     * Reads the variables.
     *
     * @throws PlashException if one of them is no proxy
     */
    EnvironmentProxies(Map<String, String> environment) {
        http = proxy(environment, "http_proxy");
        https = proxy(environment, "https_proxy");
        exempt = List.of(variable(environment, "no_proxy")
                .toLowerCase(Locale.ROOT)
                .strip()
                .split("[\\s,]+"));
    }

    @Override
    public List<Proxy> select(URI uri) {
        HttpUrl proxy = of(uri);
        return List.of(
                proxy == null
                        ? Proxy.NO_PROXY
                        : new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The transfer itself fails, and says so.
    }

    /** For a message: through which proxy this address is asked, or nothing. */
    String mention(URI uri) {
        HttpUrl proxy = of(uri);
        return proxy == null ? "" : " through the proxy " + proxy.host() + ":" + proxy.port();
    }

    /** Shows a proxy the user and password that stand in its variable; once, for it may refuse them. */
    Authenticator authenticator() {
        return (route, response) -> {
            HttpUrl proxy = of(response.request().url().uri());
            boolean refused = response.request().header("Proxy-Authorization") != null;
            if (proxy == null || proxy.username().isEmpty() || refused) {
                return null;
            }
            return response.request()
                    .newBuilder()
                    .header("Proxy-Authorization", Credentials.basic(proxy.username(), proxy.password(), UTF_8))
                    .build();
        };
    }

    private @Nullable HttpUrl of(URI uri) {
        return isExempt(uri) ? null : "https".equals(uri.getScheme()) ? https : http;
    }

    private boolean isExempt(URI uri) {
        String host = host(uri);
        int port = uri.getPort() == -1 ? ("https".equals(uri.getScheme()) ? 443 : 80) : uri.getPort();
        return exempt.stream()
                .anyMatch(rule -> rule.equals("*") || covers(rule, host) || covers(rule, host + ":" + port));
    }

    private static boolean covers(String rule, String host) {
        String domain = rule.startsWith(".") ? rule.substring(1) : rule;
        return !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
    }

    /** {@link URI#getHost} knows no host with an underscore. */
    private static String host(URI uri) {
        return uri.getRawAuthority().replaceFirst(":[0-9]*$", "");
    }

    private static @Nullable HttpUrl proxy(Map<String, String> environment, String name) {
        String value = variable(environment, name);
        if (value.isBlank()) {
            return null;
        }
        HttpUrl url = HttpUrl.parse(value.contains("://") ? value : "http://" + value);
        if (url == null || url.isHttps()) {
            throw new PlashException("cannot use " + name + ": only http:// proxies are known", HINT);
        }
        return url;
    }

    private static String variable(Map<String, String> environment, String name) {
        String upperCase = environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
        return environment.getOrDefault(name, upperCase);
    }
}
