package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What companies leave behind goes when its time is over, and not a day before. */
final class CompanyErasureIT {
    private static final String YEARS_AGO = "2015-06-01T08:00:00Z";

    private final CompanyWorld world = new CompanyWorld();
    private final CompanyErasure erasure = new CompanyErasure(world.database, () -> world.now, world.audit, List.of());

    @Test
    void refusedCompanyGoesAfterAYearWithItsPeople() {
        Member owner = world.founded();
        world.companies.refuse(owner.company(), "Pas d’entreprise à ce nom.", "staff:1");
        world.keys.make(
                world.secured(owner), new Keys.Wanted("essai", true, Set.of(ApiKey.Scope.CHECKS), List.of(), null));
        world.members.invite(owner, "other@example.org", Member.Role.AUDITOR, Locale.FRENCH);
        world.pass(Duration.ofDays(364));
        assertThat(erasure.forget()).isZero();
        world.pass(Duration.ofDays(3));
        assertThat(erasure.forget()).isEqualTo(1);
        for (String table : List.of("company", "member", "credential", "api_key", "invitation", "recovery_code")) {
            assertThat(count(table)).as(table).isZero();
        }
        assertThat(world.audit
                        .about("company:" + owner.company(), 1)
                        .getFirst()
                        .entry()
                        .action())
                .isEqualTo("company.forgotten");
    }

    @Test
    void refusedCompanyStaysWhileAFeatureKeepsRowsOfIt() {
        UUID kept = world.founded().company();
        world.companies.refuse(kept, "Pas d’entreprise à ce nom.", "staff:1");
        world.pass(Duration.ofDays(400));
        CompanyErasure whileKept =
                new CompanyErasure(world.database, () -> world.now, world.audit, List.of(companies -> Set.of(kept)));
        assertThat(whileKept.forget()).isZero();
        assertThat(erasure.forget()).isEqualTo(1);
    }

    @Test
    void companyThatWorksStays() {
        Member owner = world.verified();
        world.pass(Duration.ofDays(4000));
        erasure.forget();
        assertThat(count("company")).isEqualTo(1);
        assertThat(world.members.find(owner.id())).isPresent();
    }

    @Test
    void keysThatAreOverGoAfterAYear() {
        Member owner = world.secured(world.verified());
        Keys.Made revoked = make(owner, null);
        make(owner, LocalDate.parse("2026-12-01"));
        make(owner, null);
        world.keys.revoke(owner, revoked.key().id());
        world.pass(Duration.ofDays(364));
        assertThat(erasure.forget()).isZero();
        world.pass(Duration.ofDays(10));
        assertThat(erasure.forget()).isEqualTo(2);
        assertThat(count("api_key")).isEqualTo(1);
    }

    @Test
    void mandatesStayAsProofForFiveYearsAndProposalsForThirtyDays() {
        Member principal = world.verified();
        Member agent = world.verified();
        LocalDate today = LocalDate.parse("2026-11-25");
        Mandate accepted = world.mandates.propose(principal, terms(CompanyWorld.SIRENS.get(1), today));
        world.mandates.accept(agent, accepted.id());
        world.mandates.propose(principal, terms(CompanyWorld.SIRENS.get(5), today));
        world.pass(Duration.ofDays(60));
        assertThat(erasure.forget()).isEqualTo(1);
        world.now = Instant.parse("2031-12-10T12:00:00Z");
        assertThat(erasure.forget()).isZero();
        world.now = Instant.parse("2031-12-12T12:00:00Z");
        assertThat(erasure.forget()).isEqualTo(1);
        assertThat(count("mandate")).isZero();
    }

    @Test
    void invoicesGoByWholeYearsTenYearsAfterTheirs() {
        Member owner = world.verified();
        UUID company = owner.company();
        invoice(company, 2014, 1, 0);
        invoice(company, 2015, 1, 0);
        invoice(company, 2016, 1, 0);
        world.now = Instant.parse("2025-12-31T12:00:00Z");
        assertThat(erasure.forget()).as("2014 and its subscription").isEqualTo(2);
        world.now = Instant.parse("2026-01-01T12:00:00Z");
        assertThat(erasure.forget()).isEqualTo(2);
        assertThat(years()).containsExactly(2016);
    }

    /** What is taken back stays as long as what takes it back. */
    @Test
    void invoiceThatALaterOneTakesBackStays() {
        UUID company = world.verified().company();
        invoice(company, 2015, 1, 0);
        invoice(company, 2016, 1, 2015);
        world.now = Instant.parse("2026-01-01T12:00:00Z");
        assertThat(erasure.forget()).isZero();
        assertThat(years()).containsExactly(2015, 2016);
    }

    @Test
    void databaseErasesNoInvoiceThatIsYoung() {
        int now = java.time.Year.now(java.time.ZoneOffset.UTC).getValue();
        invoice(world.verified().company(), now - 9, 1, 0);
        assertThat(world.database
                        .accounts()
                        .sql("select accounts.forget_invoices(?)")
                        .param(now)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(years()).containsExactly(now - 9);
        assertThatThrownBy(() -> world.database
                        .accounts()
                        .sql("delete from accounts.invoice returning 1")
                        .query(Long.class)
                        .list())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void invitationsGoOnceNobodyCanAcceptThem() {
        Member owner = world.verified();
        world.members.invite(owner, "other@example.org", Member.Role.AUDITOR, Locale.FRENCH);
        assertThat(erasure.invitations()).isZero();
        world.pass(Duration.ofDays(60));
        assertThat(erasure.invitations()).isEqualTo(1);
    }

    private Keys.Made make(Member owner, @Nullable LocalDate expires) {
        return world.keys.make(owner, new Keys.Wanted("essai", true, Set.of(ApiKey.Scope.CHECKS), List.of(), expires));
    }

    private static Mandate.Terms terms(String siren, LocalDate today) {
        return new Mandate.Terms(Mandate.Side.PRINCIPAL, siren, today, LocalDate.parse("2026-12-10"));
    }

    private void invoice(UUID company, int year, int number, int credits) {
        UUID subscription = UUID.randomUUID();
        owner().sql("insert into accounts.subscription (id, company, plan, grid, price_cents, ordered_at, ordered_by,"
                        + " starts_on, ends_on) values (?, ?, 'single', '2016-06-01', 0, ?::timestamptz, 'x', ?, ?)")
                .params(subscription, company, YEARS_AGO, LocalDate.of(year - 1, 6, 1), LocalDate.of(year, 6, 1))
                .update();
        owner().sql(
                        "insert into accounts.invoice values (?, ?, ?, ?, ?, ?, 's', 'b', '000000018', '{}', '{}', 0, 0, 0, 0, nullif(?, 0), nullif(?, 0))")
                .params(
                        year,
                        number,
                        company,
                        subscription,
                        LocalDate.of(year, 6, 1),
                        LocalDate.of(year, 7, 1),
                        credits,
                        credits == 0 ? 0 : 1)
                .update();
        owner().sql("insert into accounts.payment values (?, ?, ?, 'transfer', 'r', ?::timestamptz, 'x')")
                .params(year, number, LocalDate.of(year, 7, 1), YEARS_AGO)
                .update();
    }

    private List<Integer> years() {
        return owner().sql("select year from accounts.invoice order by year")
                .query(Integer.class)
                .list();
    }

    private long count(String table) {
        return owner().sql("select count(*) from accounts." + table)
                .query(Long.class)
                .single();
    }

    private JdbcClient owner() {
        return JdbcClient.create(world.test.owner());
    }
}
