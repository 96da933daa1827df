package org.openbloctel.server.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.credential.Person.way;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Company;
import org.openbloctel.registry.company.Member;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;

/** What takes two of the operator's people, where the settings do not say that there is one. */
final class FourEyesIT {
    private static ServerFixture server;
    private static Member owner;

    @BeforeAll
    static void start() {
        server = ServerFixture.start("openbloctel.operator.two-people=true");
        owner = server.bean(Companies.class)
                .found(
                        new Company.Form("000000018", "Exemple", "1 rue de l’Exemple", "Camille Exemple"),
                        new Member.Details("Camille", "camille@example.org", "Trois chevaux gris", Locale.FRENCH));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void companyIsVerifiedByTwoPeople() {
        String account = "/operateur/comptes/" + owner.company();
        Visitor first = at(account);
        assertThat(way(first.post(account + "/verifier", Map.of()))).isEqualTo(account);
        assertThat(state()).isEqualTo(Company.State.TO_VERIFY);
        assertThat(first.get(account).body()).contains("Une autre personne confirme", "demandent deux personnes");
        HttpResponse<String> alone = first.post(account + "/verifier", Map.of());
        assertThat(alone.statusCode()).isEqualTo(409);
        assertThat(alone.body()).contains("BT-0120");
        assertThat(state()).isEqualTo(Company.State.TO_VERIFY);
        Visitor second = at(account);
        assertThat(way(second.post(account + "/verifier", Map.of()))).isEqualTo(account);
        assertThat(state()).isEqualTo(Company.State.VERIFIED);
    }

    @Test
    void stopIsLiftedByTwoPeople() {
        UUID company = owner.company();
        server.database()
                .database()
                .runInAccounts(() -> Submissions.exits(server.database().database(), server.clock())
                        .close(company));
        String lift = "/operateur/depots/arrets/" + company + "/lever";
        Visitor first = at("/operateur/depots");
        first.post(lift, Map.of());
        assertThat(first.post(lift, Map.of()).body()).contains("BT-0120");
        assertThat(server.bean(Submissions.class).stoppedSince(company)).isPresent();
        Visitor second = at("/operateur/depots");
        assertThat(second.get("/operateur/depots").body()).contains(">Confirmer<");
        second.post(lift, Map.of());
        assertThat(server.bean(Submissions.class).stoppedSince(company)).isEmpty();
    }

    /** One of the operator's people, each call another one. */
    private static Visitor at(String page) {
        Visitor visitor = server.visitor(server.staff());
        assertThat(visitor.get(page).statusCode()).isEqualTo(200);
        return visitor;
    }

    private static Company.State state() {
        return server.bean(Companies.class).get(owner.company()).state();
    }
}
