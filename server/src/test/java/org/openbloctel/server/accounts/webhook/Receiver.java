package org.openbloctel.server.accounts.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A company's server: takes what is posted to it and answers as it is told. Thread-safe. */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile Reply reply = new Reply(200, Map.of(), "ok");

    /** One that listens on a port of its own on this machine. */
    public Receiver() throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    Receiver(HttpServer server) {
        this.server = server;
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** What came. */
    public record Got(String path, Map<String, List<String>> headers, String body) {
        /** The only value of a header. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        /** The event's id. */
        public String id() {
            return header("webhook-id");
        }
    }

    record Reply(int status, Map<String, String> headers, String body) {}

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            got.add(new Got(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
            held.await();
            Reply now = reply;
            now.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] bytes = now.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(now.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on it takes and does not answer, until it is released. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    /** Answers what it was asked, and what comes from now on. */
    public void release() {
        held.countDown();
    }

    /** From now on it answers so. */
    public void answers(int status) {
        answers(status, Map.of(), "");
    }

    void answers(int status, Map<String, String> headers, String body) {
        reply = new Reply(status, headers, body);
    }

    /** All that came. */
    public List<Got> got() {
        return List.copyOf(got);
    }

    /** Its port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + port() + "/hooks?from=bloctel";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
