package org.openbloctel.acceptance.faults;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A program of the company. Thread-safe. */
final class Api {
    private static final String SUBMISSIONS = "/api/v1/submissions";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> UNSETTLED = Set.of("RECEIVED", "CHECKING");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final String key;

    Api(URI address) {
        this(address, Site.KEY);
    }

    /** A program with another key. */
    Api(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .method(method, body)
                .header("Authorization", "Bearer " + key);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    HttpResponse<String> post(String path, String json) {
        return send("POST", path, BodyPublishers.ofString(json), "Content-Type", "application/json");
    }

    /** Submits a call file under an idempotency key. */
    HttpResponse<String> submit(byte[] file, String key) {
        return send(
                "POST",
                SUBMISSIONS + "?filename=calls.csv",
                BodyPublishers.ofByteArray(file),
                "Idempotency-Key",
                key,
                "Content-Type",
                "application/octet-stream");
    }

    /** Waits until a submission is ready, refused or held, and gives its state. */
    String settled(String id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String state;
        do {
            HttpResponse<String> answer = get(SUBMISSIONS + "/" + id);
            state = answer.statusCode() == 200 ? json(answer).get("state").getAsString() : "" + answer.statusCode();
            LockSupport.parkNanos(20_000_000);
        } while (UNSETTLED.contains(state) && System.nanoTime() < end);
        return state;
    }

    /** A returned file, or its certificate; the status where there is none. */
    String part(String id, String part) {
        HttpResponse<String> answer = get(SUBMISSIONS + "/" + id + "/" + part);
        return answer.statusCode() == 200 ? answer.body() : "" + answer.statusCode();
    }

    /** Erases the files of a submission. */
    int erase(String id) {
        return send("DELETE", SUBMISSIONS + "/" + id, BodyPublishers.noBody()).statusCode();
    }

    static JsonObject json(HttpResponse<String> answer) {
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }
}
