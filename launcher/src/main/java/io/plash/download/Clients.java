package io.plash.download;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The clients of OkHttp: one that checks certificates, one for the hosts that {@code PLASH_INSECURE_HOSTS} names, with a
 * port or without, and one for each Unix socket.
 */
final class Clients {

    private final EnvironmentProxies proxies;
    private final List<String> insecureHosts;
    private final OkHttpClient careful;
    private final Map<Path, OkHttpClient> sockets = new ConcurrentHashMap<>();
    private @Nullable OkHttpClient careless;

    Clients(Map<String, String> environment, Duration patience) {
        proxies = new EnvironmentProxies(environment);
        insecureHosts = List.of(environment
                .getOrDefault("PLASH_INSECURE_HOSTS", "")
                .toLowerCase(Locale.ROOT)
                .strip()
                .split("[\\s,]+"));
        careful = new OkHttpClient.Builder()
                .connectTimeout(patience)
                .readTimeout(patience)
                .writeTimeout(patience)
                .proxySelector(proxies)
                .proxyAuthenticator(proxies.authenticator())
                .followRedirects(false) // done by Exchange, for OkHttp goes from https to http
                .retryOnConnectionFailure(false) // likewise
                .build();
    }

    /** The client for an address. */
    OkHttpClient of(Address address) {
        if (address.socket() != null) {
            return sockets.computeIfAbsent(
                    address.socket(),
                    path -> careful.newBuilder()
                            .proxy(java.net.Proxy.NO_PROXY)
                            .socketFactory(new UnixSocketFactory(path))
                            .build());
        }
        return isInsecure(address.url()) ? careless() : careful;
    }

    /** For a message: through which proxy this address is asked, or nothing. */
    String mention(Address address) {
        return address.socket() == null ? proxies.mention(address.url().uri()) : "";
    }

    private boolean isInsecure(HttpUrl url) {
        return url.isHttps()
                && (insecureHosts.contains(url.host()) || insecureHosts.contains(url.host() + ":" + url.port()));
    }

    private synchronized OkHttpClient careless() {
        if (careless == null) {
            X509TrustManager anyone = new TrustAnyone();
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {anyone}, null);
                careless = careful.newBuilder()
                        .sslSocketFactory(context.getSocketFactory(), anyone)
                        .hostnameVerifier((host, session) -> true)
                        .build();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has TLS", e);
            }
        }
        return careless;
    }

    /** Does not look at certificates, which is what the user asked for. */
    private static final class TrustAnyone implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
