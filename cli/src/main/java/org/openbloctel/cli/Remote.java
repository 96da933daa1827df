package org.openbloctel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A server, spoken to over HTTP. What fails for a while (no connection, 429, 503, 507) is tried again a few times, as long as the
 * server asks for, then refused; any refusal is exit code 5. A key goes over TLS or to this very machine, never elsewhere, and
 * follows no redirect. Goes through the proxy that the environment names. Thread-safe, but for the pauses between tries.
 */
final class Remote {
    private static final int TRIES = 5;
    private static final long MAX_PAUSE = 60;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY = 429;
    private static final int NO_ROOM = 507;
    private static final int CONFLICT = 409;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(10);

    private final URI address;
    private final String language;
    private final Pause pause;
    private final HttpClient client;
    private final @Nullable ApiKey key;
    private final @Nullable String proxyAuthorization;

    private Remote(URI address, @Nullable ApiKey key, String language, Pause pause) {
        this.address = address;
        this.key = key;
        this.language = language;
        this.pause = pause;
        Proxies.Proxy proxy = Proxies.of(address, System::getenv).orElse(null);
        this.proxyAuthorization = proxy == null ? null : proxy.authorization();
        this.client = client(proxy, address, key);
    }

    private static HttpClient client(Proxies.@Nullable Proxy proxy, URI address, @Nullable ApiKey key) {
        HttpClient.Builder client =
                HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER);
        if (proxy == null) {
            return client.build();
        }
        if (key != null && isPlain(address) && !isHere(proxy.address().getHostString())) {
            throw new Failure(ExitCode.USAGE, "error.proxy.insecure", proxy.variable(), address.getHost());
        }
        if (proxy.authorization() != null) {
            // The JDK sends a password to no proxy of an encrypted connection, unless told before its first client.
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
        return client.proxy(ProxySelector.of(proxy.address())).build();
    }

    /** Waits between two tries. */
    interface Pause {
        /** Waits, this many milliseconds. */
        void of(long millis);
    }

    /** The server of {@code --server}, without a key. */
    static Remote open(Arguments arguments, Messages messages) {
        return new Remote(address(arguments), null, messages.french() ? "fr" : "en", Remote::sleep);
    }

    /** The same, with the key of {@code --key} or of the file that {@code BLOCTEL_KEY_FILE} names. */
    static Remote withKey(Arguments arguments, Messages messages, Terminal terminal) throws IOException {
        return new Remote(
                address(arguments),
                ApiKey.read(arguments, terminal, messages),
                messages.french() ? "fr" : "en",
                Remote::sleep);
    }

    private static URI address(Arguments arguments) {
        String given = arguments.required("server").replaceAll("/+$", "");
        URI address;
        try {
            address = URI.create(given);
        } catch (IllegalArgumentException e) {
            throw Arguments.wrong("server", given);
        }
        String scheme = String.valueOf(address.getScheme());
        if (address.getHost() == null || !(scheme.equalsIgnoreCase("https") || isPlain(address))) {
            throw Arguments.wrong("server", given);
        }
        if (isPlain(address) && !isHere(address.getHost())) {
            throw new Failure(ExitCode.USAGE, "error.server.insecure", given);
        }
        return address;
    }

    private static boolean isPlain(URI address) {
        return String.valueOf(address.getScheme()).equalsIgnoreCase("http");
    }

    /** This very machine. A name that only begins like its address may be anybody's. */
    private static boolean isHere(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.SERVER, "error.server.interrupted");
        }
    }

    /** Whether its key opens nothing but tests. */
    boolean isForTests() {
        return key != null && key.isTest();
    }

    void pause(long millis) {
        pause.of(millis);
    }

    Json get(String path) {
        return json(send(() -> request(path).GET(), BodyHandlers.ofByteArray()));
    }

    /** The signed form of a certificate. */
    byte[] signed(String path) {
        return send(() -> request(path).setHeader("Accept", "application/jose").GET(), BodyHandlers.ofByteArray());
    }

    void download(String path, Path target) {
        send(() -> request(path).GET(), BodyHandlers.ofFile(target));
    }

    Json post(String path, String json, String idempotencyKey) {
        return json(send(
                () -> request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(BodyPublishers.ofString(json)),
                BodyHandlers.ofByteArray()));
    }

    /**
     * Asks about one call that is about to be dialled: once, since the dialer waits. Empty when there is no answer to rely on.
     */
    AgiCall.Reply dial(String number, String campaign, Duration patience) {
        String form = "number=" + encoded(number) + (campaign.isEmpty() ? "" : "&campaign=" + encoded(campaign));
        HttpRequest request = request("/api/v1/dial")
                .timeout(patience)
                .setHeader("Accept", "text/plain")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new AgiCall.Reply(
                    response.statusCode(),
                    response.statusCode() == OK ? response.body().strip() : "");
        } catch (IOException e) {
            return AgiCall.Reply.NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AgiCall.Reply.NONE;
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Sends a file; the stream is opened anew at each try. */
    Json upload(String path, Supplier<InputStream> file, long length, String idempotencyKey) {
        return json(send(
                () -> {
                    BodyPublisher body = BodyPublishers.ofInputStream(file);
                    return request(path)
                            .header("Content-Type", "application/octet-stream")
                            .header("Idempotency-Key", idempotencyKey)
                            .POST(length > 0 ? BodyPublishers.fromPublisher(body, length) : BodyPublishers.noBody());
                },
                BodyHandlers.ofByteArray()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ANSWER)
                .header("Accept", "application/json, application/jose, application/octet-stream, */*;q=0.1")
                .header("Accept-Language", language)
                .header("User-Agent", "bloctel");
        if (proxyAuthorization != null) {
            request.header("Proxy-Authorization", proxyAuthorization); // the JDK keeps it from the server
        }
        return key == null ? request : request.header("Authorization", "Bearer " + key.text());
    }

    private <T> T send(Supplier<HttpRequest.Builder> request, BodyHandler<T> handler) {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<Answer<T>> response = client.send(request.get().build(), Answer.of(handler));
                int status = response.statusCode();
                T good = response.body().good();
                if (good != null) {
                    return good;
                }
                OptionalLong retryAfter = response.headers().firstValueAsLong("Retry-After");
                long asked = retryAfter.orElse(1L << attempt);
                if (!isPassing(status, retryAfter.isPresent()) || attempt == TRIES || asked > MAX_PAUSE) {
                    throw refused(status, response.body().problem());
                }
                pause.of(asked * 1000);
            } catch (IOException | UncheckedIOException e) {
                if (attempt == TRIES) {
                    throw new Failure(ExitCode.SERVER, "error.server.unreachable", address);
                }
                pause.of(1000L << (attempt - 1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure(ExitCode.SERVER, "error.server.interrupted");
            }
        }
    }

    /** A 409 with Retry-After is temporary: the same request was under way on a server that was killed. */
    private static boolean isPassing(int status, boolean saysWhen) {
        return switch (status) {
            case UNAVAILABLE, TOO_MANY, NO_ROOM -> true;
            case CONFLICT -> saysWhen;
            default -> false;
        };
    }

    /** What came: the body of a success, or the problem. */
    private record Answer<T>(@Nullable T good, String problem) {
        static <T> BodyHandler<Answer<T>> of(BodyHandler<T> handler) {
            return info -> info.statusCode() / 100 == 2
                    ? HttpResponse.BodySubscribers.mapping(handler.apply(info), body -> new Answer<T>(body, ""))
                    : HttpResponse.BodySubscribers.mapping(
                            HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8),
                            text -> new Answer<T>(null, text));
        }
    }

    private static Failure refused(int status, String body) {
        try {
            Json problem = Json.read(body);
            return new Failure(
                    ExitCode.SERVER,
                    "error.server.refused",
                    problem.get("code").text().orElse("HTTP " + status),
                    problem.get("detail").need(),
                    problem.get("cure").text().orElse(""));
        } catch (IllegalArgumentException e) {
            return new Failure(ExitCode.SERVER, "error.server.status", "HTTP " + status);
        }
    }

    private static Json json(byte[] body) {
        try {
            return Json.read(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.SERVER, "error.server.answer");
        }
    }
}
