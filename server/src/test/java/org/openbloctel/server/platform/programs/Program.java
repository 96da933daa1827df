package org.openbloctel.server.platform.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that speaks to a server with a key, and holds every answer against the description of the API. Thread-safe. */
public final class Program {
    private static final String ROOT = "/api/v1/submissions";
    private static final long PATIENCE = 60;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final String key;

    /** A program with a key. */
    public Program(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    /** An answer: its body as bytes. */
    public HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(PATIENCE))
                .method(method, body)
                .header("Authorization", "Bearer " + key)
                .header("Accept-Language", "fr");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            Description.covers(method, path.replaceAll("[?].*", ""), answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** GET. */
    public HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    /** Hands a file in. */
    public HttpResponse<byte[]> submit(String fileName, String more, byte[] content, String... headers) {
        String path = ROOT + "?filename=" + URLEncoder.encode(fileName, StandardCharsets.UTF_8) + more;
        return send("POST", path, BodyPublishers.ofByteArray(content), headers);
    }

    /** The same, and waits until it is ready or refused. */
    public JsonNode submitted(String fileName, String more, byte[] content, String... headers) {
        HttpResponse<byte[]> answer = submit(fileName, more, content, headers);
        if (answer.statusCode() != 202) {
            throw new AssertionError(answer.statusCode() + " " + text(answer));
        }
        return settled(json(answer).get("id").asString());
    }

    /** Waits until a submission is ready or refused; longer and longer, for a company may send 250 requests a minute. */
    public JsonNode settled(String id) {
        long end = System.nanoTime() + Duration.ofSeconds(PATIENCE).toNanos();
        for (long pause = 20_000_000; System.nanoTime() < end; pause = Math.min(pause * 3 / 2, 1_000_000_000)) {
            HttpResponse<byte[]> answer = get(ROOT + "/" + id);
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + text(answer));
            }
            String state = json(answer).get("state").asString();
            if (!state.equals("RECEIVED") && !state.equals("CHECKING")) {
                return json(answer);
            }
            LockSupport.parkNanos(pause);
        }
        throw new AssertionError("still not scrubbed: " + UUID.fromString(id));
    }

    /** Waits until something is so; false when it is not in time. */
    public static boolean comesTrue(BooleanSupplier something) {
        long end = System.nanoTime() + Duration.ofSeconds(PATIENCE).toNanos();
        while (System.nanoTime() < end) {
            if (something.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return false;
    }

    /** A returned file, as text. */
    public String file(JsonNode submission, String kind) {
        HttpResponse<byte[]> answer = get(ROOT + "/" + submission.get("id").asString() + "/files/" + kind);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + text(answer));
        }
        return text(answer);
    }

    /** The body as text. */
    public static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** The body as JSON. */
    public static JsonNode json(HttpResponse<byte[]> answer) {
        return JSON.readTree(answer.body());
    }

    /** The code of a problem, with its status: {@code 409 BT-0414}. */
    public static String problem(HttpResponse<byte[]> answer) {
        Map<?, ?> problem = JSON.convertValue(json(answer), Map.class);
        return answer.statusCode() + " " + problem.get("code");
    }

    /** Bytes of a text. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
