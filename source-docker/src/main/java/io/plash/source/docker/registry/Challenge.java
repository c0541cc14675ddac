package io.plash.source.docker.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server wants to see, from {@code WWW-Authenticate} (RFC 9110, section 11.6.1).
 *
 * @param scheme such as {@code bearer}, in lower case
 * @param parameters by lower-case name
 */
record Challenge(String scheme, Map<String, String> parameters) {

    /** More text than any challenge has. */
    private static final int LONGEST = 16 * 1024;

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private static final Pattern PARAMETER = Pattern.compile(
            "\\G[\\s,]*(" + TOKEN + ")\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(" + TOKEN + "))\\s*(?=,|$)");

    /** A name that no equals sign follows; what {@code Negotiate} and its kin have behind it is skipped. */
    private static final Pattern SCHEME =
            Pattern.compile("\\G[\\s,]*(" + TOKEN + ")(?:\\s+[A-Za-z0-9._~+/-]+=*\\s*(?=,|$)|(?=\\s|,|$))");

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** The challenges in headers of this name, in order; what is none is left out. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        for (String header : headers) {
            if (header.length() <= LONGEST) {
                parse(header, challenges);
            }
        }
        return challenges;
    }

    private static void parse(String header, List<Challenge> challenges) {
        Matcher scheme = SCHEME.matcher(header);
        Matcher parameter = PARAMETER.matcher(header);
        int at = 0;
        while (scheme.find(at) && scheme.end() > at) {
            at = scheme.end();
            Map<String, String> parameters = new LinkedHashMap<>();
            while (parameter.find(at)) {
                at = parameter.end();
                // The first one counts: whoever comes later has no say.
                parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value(parameter));
            }
            challenges.add(new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), parameters));
        }
    }

    private static String value(Matcher parameter) {
        return parameter.group(2) == null
                ? parameter.group(3)
                : parameter.group(2).replaceAll("\\\\(.)", "$1");
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }
}
