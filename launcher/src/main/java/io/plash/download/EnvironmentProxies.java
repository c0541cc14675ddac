package io.plash.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.PlashException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that {@code http_proxy}, {@code https_proxy} and {@code no_proxy} name, in lower or upper case. {@code
 * no_proxy} is a list of hosts and domains, with a port or without, of addresses and networks such as {@code
 * 10.0.0.0/8}, or {@code *}, the way that curl(1) reads it. No proxy is used for this machine itself: it could reach only
 * its own, and what is sent without encryption because it stays here would not stay here.
 */
final class EnvironmentProxies extends ProxySelector {

    private static final String HINT = "write it like http://proxy.example.org:3128";

    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f.]*:[0-9a-f:.]*");

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
        InetAddress address = address(host);
        if (host.equals("localhost") || (address != null && address.isLoopbackAddress())) {
            return true;
        }
        String port = ":" + (uri.getPort() == -1 ? ("https".equals(uri.getScheme()) ? 443 : 80) : uri.getPort());
        return exempt.stream()
                .anyMatch(rule -> rule.equals("*")
                        || covers(rule, host, address)
                        || (rule.endsWith(port)
                                && !isBareIpv6(rule)
                                && covers(rule.substring(0, rule.length() - port.length()), host, address)));
    }

    /** What looks like a port there is the end of the address. */
    private static boolean isBareIpv6(String rule) {
        return !rule.startsWith("[") && rule.indexOf(':') != rule.lastIndexOf(':');
    }

    private static boolean covers(String rule, String host, @Nullable InetAddress address) {
        if (address != null) {
            return isInNetwork(address, rule);
        }
        String domain = rule.startsWith(".") ? rule.substring(1) : rule;
        return !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
    }

    /** The rule is an address, or one with the number of bits that count. */
    private static boolean isInNetwork(InetAddress address, String rule) {
        int slash = rule.indexOf('/');
        InetAddress network = address(unbracketed(slash < 0 ? rule : rule.substring(0, slash)));
        if (network == null || network.getAddress().length != address.getAddress().length) {
            return false;
        }
        int length = address.getAddress().length * Byte.SIZE;
        String bits = slash < 0 ? Integer.toString(length) : rule.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > length) {
            return false;
        }
        int others = length - Integer.parseInt(bits);
        return new BigInteger(1, address.getAddress())
                .shiftRight(others)
                .equals(new BigInteger(1, network.getAddress()).shiftRight(others));
    }

    /** The address that a host is written as; null if it is a name, and no name server is asked. */
    private static @Nullable InetAddress address(String host) {
        if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** {@link URI#getHost} knows no host with an underscore. */
    private static String host(URI uri) {
        return unbracketed(uri.getRawAuthority().replaceFirst("^.*@", "").replaceFirst(":[0-9]*$", ""));
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
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
