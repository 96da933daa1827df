package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Migrations;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys that were made before keys had to end and to name their networks: each works on, to an end that is a year away at most. */
final class KeysOfBeforeIT {
    private static final UUID COMPANY = new UUID(0, 1);
    private static final UUID MEMBER = new UUID(0, 2);

    private final TestDatabase test = TestDatabase.empty();
    private final JdbcClient owner = JdbcClient.create(test.owner());

    private void key(String text, @Nullable LocalDate end, List<String> networks, boolean revoked) {
        owner.sql(
                        "insert into accounts.api_key (id, company, made_by, name, test, beginning, hash, scopes, networks, made_at,"
                                + " expires_on, revoked_at) values (?, ?, ?, 'of before', ?, ?, ?, '{checks}', ?, '2026-01-01', ?,"
                                + " case when ? then timestamptz '2026-06-01' end)")
                .param(UUID.randomUUID())
                .param(COMPANY)
                .param(MEMBER)
                .param(text.startsWith(Keys.TEST))
                .param(text.substring(0, 13))
                .param(Links.hash(text))
                .param(networks.toArray(new String[0]))
                .param(end)
                .param(revoked)
                .update();
    }

    private @Nullable LocalDate end(String text) {
        return owner.sql("select expires_on from accounts.api_key where hash = ?")
                .param(Links.hash(text))
                .query((row, n) -> row.getObject(1, LocalDate.class))
                .list()
                .getFirst();
    }

    @Test
    void keyOfBeforeEndsWithinAYearAndWorksFromWhereItDid() throws Exception {
        Flyway.configure()
                .dataSource(test.owner())
                .locations("classpath:db/migration")
                .target("245")
                .load()
                .migrate();
        SampleCompany.insert(owner, COMPANY, "000000018", "Exemple");
        owner.sql("insert into accounts.credential (id, realm, email, locale, password_hash, created_at)"
                        + " values (?, 'MEMBER', 'camille@example.org', 'fr', '', now())")
                .param(MEMBER)
                .update();
        owner.sql(
                        "insert into accounts.member (id, company, name, role, joined_at) values (?, ?, 'Camille', 'OWNER', now())")
                .params(MEMBER, COMPANY)
                .update();
        LocalDate before = LegalCalendar.dayOf(Instant.now());
        key("obl_live_endless", null, List.of(), false);
        key("obl_live_far_off", before.plusYears(3), List.of("192.0.2.0/24"), false);
        key("obl_live_nearby", before.plusDays(40), List.of(), false);
        key("obl_live_over_since", before.minusDays(40), List.of(), false);
        key("obl_live_revoked", null, List.of(), true);
        key("obt_test_endless", null, List.of(), false);
        Migrations.apply(test.owner(), () -> TestDatabase.KEYS);
        LocalDate after = LegalCalendar.dayOf(Instant.now());
        for (String text : List.of("obl_live_endless", "obl_live_far_off")) {
            assertThat(end(text)).as(text).isBetween(before.plusYears(1), after.plusYears(1));
        }
        assertThat(end("obl_live_nearby")).isEqualTo(before.plusDays(40));
        assertThat(end("obl_live_over_since")).isEqualTo(before.minusDays(40));
        assertThat(end("obl_live_revoked")).isNull();
        assertThat(end("obt_test_endless")).isNull();
        Keys keys = new Keys(
                test.database(), Instant::now, new AuditTrail(test.database(), MasterKeys.generate(), Instant::now));
        InetAddress anywhere = InetAddress.ofLiteral("2001:db8::1");
        assertThat(keys.authenticate("obl_live_endless", anywhere)).isPresent();
        assertThat(keys.authenticate("obl_live_nearby", InetAddress.ofLiteral("198.51.100.1")))
                .isPresent();
        assertThat(keys.authenticate("obl_live_far_off", InetAddress.ofLiteral("192.0.2.9")))
                .isPresent();
        assertThat(keys.authenticate("obl_live_far_off", anywhere)).isEmpty();
        assertThat(keys.authenticate("obl_live_over_since", anywhere)).isEmpty();
        assertThat(keys.authenticate("obl_live_revoked", anywhere)).isEmpty();
        assertThat(keys.authenticate("obt_test_endless", anywhere)).isPresent();
        assertThat(keys.of(COMPANY))
                .filteredOn(key -> !key.test())
                .allSatisfy(key -> assertThat(key.networks()).isNotEmpty());
    }
}
