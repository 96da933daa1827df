package org.openbloctel.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the environment names, read as curl reads them: {@code https_proxy} or {@code HTTPS_PROXY}, for plain http only
 * {@code http_proxy}, and {@code no_proxy} or {@code NO_PROXY}. Stateless. A variable that cannot be read is refused by its name, since
 * its value may hold a password.
 */
final class Proxies {
    private static final int USUAL_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private Proxies() {}

    /**
     * A proxy.
     *
     * @param variable the one that names it
     * @param address unresolved
     * @param authorization the value of {@code Proxy-Authorization}; null without a user
     */
    record Proxy(
            String variable,
            InetSocketAddress address,
            @Nullable String authorization) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Proxy[" + variable + "]";
        }
    }

    /** The proxy through which a server is reached; nothing when it is reached directly. */
    static Optional<Proxy> of(URI server, Function<String, @Nullable String> environment) {
        boolean https = String.valueOf(server.getScheme()).equalsIgnoreCase("https");
        Optional<String> variable =
                first(https ? List.of("https_proxy", "HTTPS_PROXY") : List.of("http_proxy"), environment);
        if (variable.isEmpty()) {
            return Optional.empty();
        }
        String excepted = first(List.of("no_proxy", "NO_PROXY"), environment)
                .map(name -> value(name, environment))
                .orElse("");
        int port = server.getPort() >= 0 ? server.getPort() : https ? HTTPS_PORT : USUAL_PORT;
        return isExcepted(bare(server.getHost()), port, excepted)
                ? Optional.empty()
                : Optional.of(read(variable.get(), value(variable.get(), environment)));
    }

    private static Optional<String> first(List<String> variables, Function<String, @Nullable String> environment) {
        return variables.stream()
                .filter(name -> !value(name, environment).isEmpty())
                .findFirst();
    }

    private static String value(String variable, Function<String, @Nullable String> environment) {
        String value = environment.apply(variable);
        return value == null ? "" : value.strip();
    }

    private static Proxy read(String variable, String value) {
        try {
            URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
            if (proxy.getHost() != null && String.valueOf(proxy.getScheme()).equalsIgnoreCase("http")) {
                int port = proxy.getPort() >= 0 ? proxy.getPort() : USUAL_PORT;
                String user = proxy.getUserInfo();
                String authorization = user == null
                        ? null
                        : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
                return new Proxy(
                        variable, InetSocketAddress.createUnresolved(bare(proxy.getHost()), port), authorization);
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new Failure(ExitCode.USAGE, "error.proxy", variable);
    }

    private static String bare(String host) {
        return host.replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isExcepted(String host, int port, String list) {
        return Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*") || isNamed(host, port, entry));
    }

    /** A host or a domain with all below it, perhaps with its port; or a network such as 10.0.0.0/8. */
    private static boolean isNamed(String host, int port, String entry) {
        int slash = entry.indexOf('/');
        if (slash >= 0) {
            return isWithin(host, entry.substring(0, slash), entry.substring(slash + 1));
        }
        int colon = entry.lastIndexOf(':');
        boolean withPort = colon >= 0 && (entry.indexOf(':') == colon || entry.startsWith("["));
        String name = bare(withPort && !entry.endsWith("]") ? entry.substring(0, colon) : entry)
                .replaceAll("^\\*?\\.", "");
        boolean otherPort =
                withPort && !entry.endsWith("]") && !entry.substring(colon + 1).equals(String.valueOf(port));
        return !otherPort && (host.equals(name) || (isName(host) && host.endsWith("." + name)));
    }

    private static boolean isName(String host) {
        return address(host) == null;
    }

    private static boolean isWithin(String host, String network, String length) {
        byte[] mine = address(host);
        byte[] its = address(bare(network));
        if (mine == null || its == null || mine.length != its.length || !length.matches("[0-9]{1,3}")) {
            return false;
        }
        int bits = Math.min(Integer.parseInt(length), its.length * 8);
        for (int i = 0; i < bits; i++) {
            int bit = 0x80 >> (i % 8);
            if (((mine[i / 8] ^ its[i / 8]) & bit) != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte @Nullable [] address(String host) {
        try {
            return InetAddress.ofLiteral(host).getAddress();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
