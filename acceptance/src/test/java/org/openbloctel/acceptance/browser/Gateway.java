package org.openbloctel.acceptance.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The telephone company: takes codes by HTTP as a real gateway does, and tells the last one. Thread-safe. */
public final class Gateway implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

    private final HttpServer http;
    private volatile String last = "";

    /** Starts it at a free port. */
    public Gateway() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::take);
        http.start();
    }

    /** What the server is told of it. */
    public String[] settings() {
        try {
            Path token = Files.writeString(Files.createTempFile(Path.of("target"), "gateway", ".token"), "secret");
            return new String[] {
                "openbloctel.consumer.proof-required=true",
                "openbloctel.consumer.codes.gateway=http://127.0.0.1:"
                        + http.getAddress().getPort() + "/codes",
                "openbloctel.consumer.codes.token-file=" + token.toAbsolutePath()
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code that was sent last. */
    public String code() {
        return last;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher found = CODE.matcher(body.substring(body.indexOf("\"text\"")));
            if (found.find()) {
                last = found.group();
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
