package org.openbloctel.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Golden;
import org.openbloctel.server.app.SharedServer;

/** The golden file shows every route with who may call it; what has no line is not found. */
final class AccessTableIT {
    @Test
    void linesAreTheKeptOnes() {
        String text = SharedServer.get().bean(AccessTable.class).lines().stream()
                .map(line ->
                        "%-8s%-52s%s%n".formatted(line.method(), line.pattern().getPatternString(), line.rule()))
                .sorted(Comparator.comparing((String line) -> line.substring(8)).thenComparing(line -> line))
                .collect(Collectors.joining());
        Golden.compare("access.txt", text);
    }

    @Test
    void whatHasNoLineIsNotFound() {
        assertThat(SharedServer.visitor().get("/nowhere").statusCode()).isEqualTo(404);
        // The container dispatches to it; its address is no page.
        assertThat(SharedServer.visitor().get("/error").statusCode()).isEqualTo(404);
        assertThat(SharedServer.visitor().get("/actuator/env").statusCode()).isEqualTo(404);
    }
}
