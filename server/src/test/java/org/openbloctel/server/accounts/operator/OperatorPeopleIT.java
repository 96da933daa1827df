package org.openbloctel.server.accounts.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;

/** A server without accounts: the operator's staff comes from its settings. */
@Tag("check-long")
final class OperatorPeopleIT {
    private static final String PEOPLE = "openbloctel.operator.people=";
    private static final String PASSWORD = "Trois chevaux gris dans un pré";

    @Test
    void whoeverIsNamedChoosesAPasswordAndWhoeverIsNotAnyMoreIsOut() {
        try (ServerFixture first = ServerFixture.start(PEOPLE + "Alix@example.org, sacha@example.org")) {
            assertThat(emails(first)).containsExactly("alix@example.org", "sacha@example.org");
            Visitor alix = first.visitor();
            String path = "/operateur/mot-de-passe?jeton=" + token(first, "alix@example.org");
            assertThat(alix.get(path).statusCode()).isEqualTo(200);
            alix.post(path, Map.of("password", PASSWORD));
            alix.get("/operateur/connexion");
            HttpResponse<String> in =
                    alix.post("/operateur/connexion", Map.of("email", "alix@example.org", "password", PASSWORD));
            assertThat(in.headers().firstValue("Location").orElseThrow()).endsWith("/operateur/second-facteur");
            try (ServerFixture same = first.startAnother(PEOPLE + "alix@example.org,sacha@example.org")) {
                assertThat(emails(same)).hasSize(2);
                assertThat(mails(same)).as("nobody is written to again").isEqualTo(2);
            }
            try (ServerFixture fewer = first.startAnother(PEOPLE + "sacha@example.org")) {
                assertThat(emails(fewer)).containsExactly("sacha@example.org");
            }
            assertThat(alix.get("/operateur/second-facteur").statusCode()).isEqualTo(302);
            try (ServerFixture silent = first.startAnother()) {
                assertThat(emails(silent)).containsExactly("sacha@example.org");
            }
        }
    }

    private static List<String> emails(ServerFixture server) {
        return server.bean(Staff.class).all().stream().map(Staff.Person::email).toList();
    }

    private static long mails(ServerFixture server) {
        return server.database()
                .database()
                .accounts()
                .sql("select count(*) from accounts.outbox where template = 'company/password'")
                .query(Long.class)
                .single();
    }

    private static String token(ServerFixture server, String email) {
        String[] parameters = server.database()
                .database()
                .accounts()
                .sql("select parameters from accounts.outbox where recipient = ?")
                .param(email)
                .query((row, n) -> (String[]) row.getArray("parameters").getArray())
                .single();
        return parameters[List.of(parameters).indexOf("token") + 1];
    }
}
