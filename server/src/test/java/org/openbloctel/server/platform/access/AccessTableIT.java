package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Golden;
import org.openbloctel.server.app.SharedServer;
import org.springframework.core.env.Environment;

/** The golden file shows every route with who may call it; what has no line is not found. */
final class AccessTableIT {
    /** Acts of staff for which a session is enough, and why. */
    private static final Map<String, String> WITHOUT_STEP_UP = Map.ofEntries(
            Map.entry("/operateur/conservation/{job}", "erases what the job erases tonight"),
            Map.entry("/operateur/depots/{id}/relancer", "tries at once what is tried in a while"),
            Map.entry("/operateur/dossiers", "reads"),
            Map.entry(
                    "/operateur/garde/sondages/{campaign}/finir", "takes away: what two people gave, they give again"),
            Map.entry("/operateur/garde/{company}/budget/retirer", "takes a request back"),
            Map.entry("/operateur/journal/controle", "reads"),
            Map.entry("/operateur/questions", "reads"),
            Map.entry("/operateur/questions/{id}/fin", "is undone by its neighbour"),
            Map.entry("/operateur/questions/{id}/note", "is read by colleagues alone"),
            Map.entry("/operateur/questions/{id}/reponse", "one answer to one person, dozens a day"),
            Map.entry("/operateur/questions/{id}/reprise", "is undone by its neighbour"),
            Map.entry("/operateur/questions/{id}/responsable", "is undone by itself"),
            Map.entry("/operateur/second-facteur", "is the factor"),
            Map.entry("/operateur/second-facteur/a-nouveau", "is the factor"),
            Map.entry("/operateur/second-facteur/activer", "the first one, or with a permit for a proof"),
            Map.entry("/operateur/second-facteur/cle", "is the factor"),
            Map.entry("/operateur/second-facteur/cle/question", "asks for the factor"),
            Map.entry("/operateur/second-facteur/cles", "the first one, or with a permit for a proof"),
            Map.entry("/operateur/second-facteur/cles/offre", "the first one, or with a permit for a proof"),
            Map.entry("/operateur/securite/appareils/autres", "takes away"),
            Map.entry("/operateur/securite/appareils/{id}/fin", "takes away"),
            Map.entry("/operateur/securite/application", "takes a proof in the same form"),
            Map.entry("/operateur/securite/application/retrait", "takes a proof in the same form"),
            Map.entry("/operateur/securite/cles-d-acces", "takes a proof in the same form"),
            Map.entry("/operateur/securite/cles-d-acces/{id}/retrait", "takes a proof in the same form"),
            Map.entry("/operateur/securite/codes", "takes a proof in the same form"),
            Map.entry("/operateur/securite/mot-de-passe", "takes the old password"));

    @Test
    void linesAreTheKeptOnes() {
        String text = SharedServer.get().bean(AccessTable.class).lines().stream()
                .map(line ->
                        "%-8s%-52s%s%n".formatted(line.method(), line.pattern().getPatternString(), line.rule()))
                .sorted(Comparator.comparing((String line) -> line.substring(8)).thenComparing(line -> line))
                .collect(Collectors.joining());
        Golden.compare("access.txt", text);
    }

    /** A stolen session does nothing for the operator that lasts. */
    @Test
    void everyActOfStaffAsksForTheFactorAgainOrStandsHereWithAReason() {
        List<String> alone = SharedServer.get().bean(AccessTable.class).lines().stream()
                .filter(line -> !line.method().equals("GET"))
                .filter(line -> line.rule().toString().startsWith("staff"))
                .filter(line -> !line.rule().toString().endsWith("given again"))
                .map(line -> line.pattern().getPatternString())
                .toList();
        assertThat(alone).containsExactlyInAnyOrderElementsOf(WITHOUT_STEP_UP.keySet());
    }

    @Test
    void visitOfEachPageFitsIntoTheMeters() {
        int room = SharedServer.get()
                .bean(Environment.class)
                .getRequiredProperty("management.metrics.web.server.max-uri-tags", Integer.class);
        assertThat(SharedServer.get().bean(AccessTable.class).lines().stream()
                        .map(line -> line.pattern().getPatternString())
                        .distinct())
                .hasSizeLessThan(room - 20);
    }

    @Test
    void whatHasNoLineIsNotFound() {
        assertThat(SharedServer.visitor().get("/nowhere").statusCode()).isEqualTo(404);
        // The container dispatches to it; its address is no page.
        assertThat(SharedServer.visitor().get("/error").statusCode()).isEqualTo(404);
        assertThat(SharedServer.visitor().get("/actuator/env").statusCode()).isEqualTo(404);
    }
}
