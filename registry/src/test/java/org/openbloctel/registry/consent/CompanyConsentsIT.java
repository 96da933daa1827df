package org.openbloctel.registry.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.campaign.Campaigns;
import org.openbloctel.registry.company.Mandates;
import org.openbloctel.registry.consent.CompanyConsents.State;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.database.TestDatabase;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.vault.MasterKeys;

/** A company's list has what it recorded and what was given to it, each once, the latest first, and nothing of others. */
final class CompanyConsentsIT {
    private static final UUID PRINCIPAL = new UUID(1, 1);
    private static final UUID AGENT = new UUID(1, 2);

    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private final InstantSource clock = () -> now;
    private final Database database = TestDatabase.create().database();
    private final AuditTrail audit = new AuditTrail(database, clock);
    private final Campaigns campaigns =
            new Campaigns(database, clock, audit, new Mandates(database, clock, audit, new Outbox(database, clock)));
    private final Consents consents =
            new Consents(database, clock, audit, campaigns, MasterKeys.generate(), News.in(database, clock, audit));
    private final CompanyConsents listed = new CompanyConsents(database, clock);

    @BeforeEach
    void companies() {
        company(PRINCIPAL, "000000018");
        company(AGENT, "000000026");
        database.accounts()
                .sql("insert into accounts.mandate (id, principal, agent, proposed_by, other_siren, starts_on, ends_on,"
                        + " proposed_at, accepted_at) values (?, ?, ?, ?, '000000026', '2026-01-01', '2026-12-31',"
                        + " '2026-01-01', '2026-01-01')")
                .params(UUID.randomUUID(), PRINCIPAL, AGENT, PRINCIPAL)
                .update();
    }

    private void company(UUID id, String siren) {
        database.accounts()
                .sql("insert into accounts.company (id, siren, name, address, representative, state, created_at)"
                        + " values (?, ?, 'Exemple', 'rue', 'Camille', 'VERIFIED', now())")
                .params(id, siren)
                .update();
    }

    private static ClaimedConsent claim(String reference, String number, @Nullable String principal) {
        return new ClaimedConsent(
                reference,
                number,
                "2026-11-24T15:00:00+01:00",
                "2026-12-24T15:00:00+01:00",
                principal,
                List.of(),
                "Fenêtres",
                "J’accepte",
                "web",
                true,
                true,
                true,
                "sha256:" + "a".repeat(64),
                null);
    }

    private List<String> references(UUID company, String search, State state, int page) {
        return listed.page(company, search, state, page).stream()
                .map(GivenConsent::reference)
                .toList();
    }

    @Test
    void bothSidesSeeAConsentAndPagesHoldEachOnce() {
        List<ClaimedConsent> claims = new ArrayList<>();
        IntStream.range(100, 160).forEach(i -> claims.add(claim("own-" + i, "0639980001", null)));
        consents.record(PRINCIPAL, "key:1", false, claims);
        consents.record(AGENT, "key:2", false, List.of(claim("call-1", "0639980002", "000000018")));
        consents.record(AGENT, "key:2", false, List.of(claim("agent-1", "0639980003", null)));

        List<String> first = references(PRINCIPAL, "", State.ALL, 0);
        assertThat(first)
                .as("and one more, since there is a next page")
                .hasSize(CompanyConsents.PAGE + 1)
                .startsWith("call-1", "own-159", "own-158")
                .doesNotHaveDuplicates();
        assertThat(references(PRINCIPAL, "", State.ALL, 1))
                .hasSize(11)
                .startsWith(first.getLast())
                .endsWith("own-100");
        assertThat(references(PRINCIPAL, "", State.ALL, 2)).isEmpty();
        assertThat(references(AGENT, "", State.ALL, 0)).containsExactly("agent-1", "call-1");
        assertThat(references(PRINCIPAL, " own-15 ", State.OPEN, 0)).hasSize(10);
        List<String> all = new ArrayList<>();
        listed.each(PRINCIPAL, "", State.ALL, 1_000, one -> all.add(one.reference()));
        assertThat(all).hasSize(61).startsWith("call-1", "own-159").endsWith("own-100");
        List<String> some = new ArrayList<>();
        listed.each(PRINCIPAL, "own", State.ALL, 7, one -> some.add(one.reference()));
        assertThat(some).hasSize(7).startsWith("own-159");
    }

    @Test
    void statesShareTheConsentsOutAtTheirInstants() {
        consents.record(
                PRINCIPAL, "key:1", false, List.of(claim("r-1", "0639980001", null), claim("r-2", "0639980002", null)));
        consents.withdraw(PRINCIPAL, "key:1", null, "0639980001");
        now = Instant.parse("2026-12-24T13:59:59Z");
        assertThat(references(PRINCIPAL, "", State.OPEN, 0)).containsExactly("r-2");
        assertThat(references(PRINCIPAL, "", State.OVER, 0)).isEmpty();
        now = now.plusSeconds(1);
        assertThat(references(PRINCIPAL, "", State.OPEN, 0)).isEmpty();
        assertThat(references(PRINCIPAL, "", State.OVER, 0)).containsExactly("r-2");
        assertThat(references(PRINCIPAL, "", State.WITHDRAWN, 0)).containsExactly("r-1");
        assertThat(references(PRINCIPAL, "", State.ALL, 0)).containsExactlyInAnyOrder("r-1", "r-2");
    }
}
