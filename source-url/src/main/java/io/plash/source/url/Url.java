package io.plash.source.url;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of one file, in the one spelling that all ways to write it have in common (RFC 3986, section 6.2.2):
 * lower-case scheme and host, no default port, no fragment, and what has to be escaped as {@code %XX} of its UTF-8.
 *
 * @param scheme {@code http}, {@code https} or {@code file}
 * @param userInfo what stands before {@code @}, such as {@code user:password}, escaped; null if there is none
 * @param location {@code //host/path?query}, or {@code ///path} of a file
 */
record Url(String scheme, @Nullable String userInfo, String location) {

    private static final Pattern PARTS = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*):(.*)");
    private static final Pattern WEB = Pattern.compile(
            "//(?:(?<user>[^/?#]*)@)?(?<host>\\[[0-9A-Fa-f:.]+]|[^/?#:@]+)(?::(?<port>[0-9]*))?(?<path>[/?][^#]*)?");
    private static final Pattern FILE =
            Pattern.compile("(?://(?:localhost)?(?=/)|(?!//))(?<path>/.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST =
            Pattern.compile("\\[[0-9a-f:.]+]|(?=.{1,253}$)([a-z0-9_-]{1,63}\\.)*[a-z0-9_-]{1,63}\\.?");
    private static final int SHOWN_DIGITS = 32;
    private static final String UNRESERVED = "-._~!$&'()*+,;=:";

    /**
     * Reads an address, without asking any network.
     *
     * @throws PlashException if it is none, or of another scheme
     */
    static Url parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw malformed(text, "it does not begin with http://, https:// or file://");
        }
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw malformed(text, "it has a control character");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw malformed(text, "it is not valid UTF-8");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http", "https" -> web(text, scheme, parts.group(2));
            case "file" -> file(text, parts.group(2));
            default ->
                throw new PlashException(
                        "unknown kind of URL, " + withoutSecrets(text) + ": only http, https and file are known");
        };
    }

    boolean isFile() {
        return "file".equals(scheme);
    }

    /** The file that a {@code file} URL names. */
    Path path() {
        return Path.of(new String(unescape(location.substring(2)), StandardCharsets.UTF_8));
    }

    /** User and password with nothing escaped; empty without them. */
    String credentials() {
        return userInfo == null ? "" : new String(unescape(userInfo), StandardCharsets.UTF_8);
    }

    /** All of it, with user and password. */
    String text() {
        return userInfo == null ? address() : scheme + "://" + userInfo + "@" + location.substring(2);
    }

    /** What is asked for: all of it without user and password. */
    String address() {
        return scheme + ":" + location;
    }

    /** All that may be seen: a query may be the signature that lets anybody in, so only a digest tells it apart. */
    String label() {
        int query = location.indexOf('?');
        return query < 0
                ? address()
                : scheme + ":" + location.substring(0, query + 1)
                        + Digest.sha256(location.substring(query)).hex().substring(0, SHOWN_DIGITS);
    }

    /** What may be seen, for a record shows all of its parts otherwise. */
    @Override
    public String toString() {
        return label();
    }

    private static Url web(String text, String scheme, String rest) {
        Matcher web = WEB.matcher(rest);
        if (!web.matches()) {
            throw malformed(text, "there is no host in it, no number as port, or # is in it");
        }
        String location = "//" + host(text, web.group("host")) + port(text, scheme, web.group("port"));
        String path = web.group("path") == null ? "/" : web.group("path");
        path = escape(text, path.startsWith("/") ? path : "/" + path, UNRESERVED + "/?@[]%");
        String user = web.group("user");
        return new Url(scheme, user == null ? null : escape(text, user, UNRESERVED + "%"), location + path);
    }

    private static String host(String text, String host) {
        try {
            String ascii = IDN.toASCII(host).toLowerCase(Locale.ROOT);
            if (HOST.matcher(ascii).matches()) {
                return ascii;
            }
        } catch (IllegalArgumentException e) {
            throw malformed(text, "its host is no name");
        }
        throw malformed(text, "its host is no name");
    }

    private static String port(String text, String scheme, @Nullable String port) {
        if (port == null || port.isEmpty() || port.equals("http".equals(scheme) ? "80" : "443")) {
            return "";
        }
        if (port.length() > 5 || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
            throw malformed(text, "its port is not between 1 and 65535");
        }
        return ":" + Integer.parseInt(port);
    }

    /** {@code ?} and {@code #} are ordinary characters of a file name, as nothing else can be meant by them. */
    private static Url file(String text, String rest) {
        Matcher file = FILE.matcher(rest);
        if (!file.matches()) {
            throw malformed(text, "a file URL has no host and an absolute path");
        }
        byte[] path = unescape(escape(text, file.group("path"), UNRESERVED + "/@%"));
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(path))
                    .toString();
            if (decoded.indexOf('\0') >= 0) {
                throw malformed(text, "a file name has no zero byte");
            }
            return new Url("file", null, "//" + escape(decoded, UNRESERVED + "/@"));
        } catch (CharacterCodingException e) {
            throw malformed(text, "its path is not valid UTF-8");
        }
    }

    private static String escape(String text, String part, String allowed) {
        if (part.matches("(?s).*%(?![0-9A-Fa-f]{2}).*")) {
            throw malformed(text, "% without two hexadecimal digits; write %25 for a percent sign");
        }
        return escape(part, allowed);
    }

    private static String escape(String part, String allowed) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > 0 && (Character.isLetterOrDigit(b) || allowed.indexOf(b) >= 0);
            escaped.append(plain ? Character.toString(b) : String.format("%%%02X", b));
        }
        return escaped.toString();
    }

    private static byte[] unescape(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '%') {
                bytes.write(Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(escaped.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static PlashException malformed(String text, String reason) {
        return new PlashException(
                "malformed URL, " + withoutSecrets(text) + ": " + reason,
                "write it like https://example.org/rootfs.tar.xz or file:///tmp/rootfs.tar");
    }

    /** For a message: nothing that could be a password, in whatever order, and nothing that moves a cursor. */
    private static String withoutSecrets(String text) {
        String shown = text.replaceFirst("(?s)^([^/?#]*://)?.*@", "$1");
        if (!text.regionMatches(true, 0, "file:", 0, "file:".length())) {
            shown = shown.replaceFirst("(?s)[?].*", "?...");
        }
        return shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    }
}
