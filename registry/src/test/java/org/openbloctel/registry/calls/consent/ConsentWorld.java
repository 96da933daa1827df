package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Consents on a database of their own, the companies that have them, and a clock that a test moves. */
final class ConsentWorld {
    Instant now = Instant.parse("2026-11-25T10:00:00Z");
    final InstantSource clock = () -> now;
    final MasterKeys keys = MasterKeys.generate();
    private final TestDatabase test = TestDatabase.create();
    final Database database = test.database();
    final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), clock);
    private final Campaigns campaigns =
            new Campaigns(database, clock, audit, new Mandates(database, clock, audit, new Outbox(database, clock)));
    final Consents consents = consents(News.in(database, clock, audit));

    /** Consents of which these news tell. */
    Consents consents(ConsentNews news) {
        return new Consents(database, clock, audit, campaigns, keys, news);
    }

    /** Statements that no feature may make. */
    JdbcClient owner() {
        return JdbcClient.create(test.owner());
    }

    void company(UUID id, String siren) {
        company(id, siren, "VERIFIED");
    }

    void company(UUID id, String siren, String state) {
        database.accounts()
                .sql("insert into accounts.company (id, siren, name, address, representative, state, created_at)"
                        + " values (?, ?, ?, 'rue', 'Camille', ?, now())")
                .params(id, siren, "Société " + siren, state)
                .update();
    }

    /** One that holds all year. */
    void mandate(UUID principal, UUID agent) {
        database.accounts()
                .sql("insert into accounts.mandate (id, principal, agent, proposed_by, other_siren, starts_on, ends_on,"
                        + " proposed_at, accepted_at) values (?, ?, ?, ?, '000000026', '2026-01-01', '2026-12-31',"
                        + " '2026-01-01', '2026-01-01')")
                .params(UUID.randomUUID(), principal, agent, principal)
                .update();
    }

    /** A claim that lacks nothing, given the day before, for a month. */
    static ClaimedConsent claim(String reference, String number, @Nullable String principal) {
        return claim(reference, number, principal, List.of(), "2026-11-24T15:00:00+01:00");
    }

    static ClaimedConsent claim(
            String reference, String number, @Nullable String principal, List<String> thirdParties, String givenAt) {
        return Claims.of(
                reference, number, principal, thirdParties, "Fenêtres", "other", givenAt, "2026-12-24T15:00:00+01:00");
    }
}
