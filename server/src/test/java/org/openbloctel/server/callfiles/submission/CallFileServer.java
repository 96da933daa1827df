package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;

/** A server with a list of two numbers, and what visitors do with call files on it. */
final class CallFileServer implements AutoCloseable {
    static final String FILE =
            "Nom;Téléphone\nAnne;0639980001\nBert;0639980002\nCora;pas de numéro\nDora;06 39 98 00 03\n";

    private final ServerFixture server;

    CallFileServer() {
        this(ServerFixture.start());
    }

    CallFileServer(ServerFixture server) {
        this.server = server;
        server.publish("0639980001\n0639980011\n");
    }

    ServerFixture server() {
        return server;
    }

    Visitor visitor(SignedIn who) {
        return server.visitor(who);
    }

    @Override
    public void close() {
        server.close();
    }

    Visitor staff() {
        return server.visitor(server.staff());
    }

    String submitted(Visitor visitor, String name, byte[] content) {
        HttpResponse<String> sent = visitor.upload("/pro/depots/nouveau", Map.of(), name, content);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
        String page = path(sent);
        settled(page);
        return page;
    }

    static String path(HttpResponse<String> answer) {
        return java.net
                .URI
                .create(answer.headers().firstValue("Location").orElseThrow())
                .getPath();
    }

    static UUID id(String page) {
        return UUID.fromString(page.substring(page.lastIndexOf('/') + 1));
    }

    void settled(String page) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            String state = server.database()
                    .database()
                    .accounts()
                    .sql("select state from accounts.submission where id = ?")
                    .param(id(page))
                    .query(String.class)
                    .single();
            if (State.valueOf(state).isSettled() || state.equals("HELD")) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("not settled: " + page);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(Objects.requireNonNull(answer.body()), StandardCharsets.UTF_8);
    }

    static List<String> matches(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
