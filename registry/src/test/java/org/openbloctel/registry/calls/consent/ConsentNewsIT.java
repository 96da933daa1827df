package org.openbloctel.registry.calls.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** When one company records a withdrawal made by phone, the others that relied on the consent hear of it, without a number. */
final class ConsentNewsIT {
    private static final UUID PRINCIPAL = new UUID(1, 1);
    private static final UUID AGENT = new UUID(1, 2);
    private static final UUID THIRD = new UUID(1, 3);
    private static final UUID UNVERIFIED = new UUID(1, 4);
    private static final UUID STRANGER = new UUID(1, 5);

    private final ConsentWorld world = new ConsentWorld();
    private final Database database = world.database;
    private final Outbox outbox = new Outbox(database, world.clock);
    private final Webhooks webhooks = new Webhooks(
            database,
            world.clock,
            world.audit,
            MasterKeys.generate(),
            new Webhooks.Needs(event -> {}, url -> {}, true));
    private final ConsentNews news = new ConsentNews(database, world.audit, outbox, webhooks);
    private final Consents consents = world.consents(news);

    @BeforeEach
    void companies() {
        company(PRINCIPAL, "000000018", "VERIFIED");
        company(AGENT, "000000026", "VERIFIED");
        company(THIRD, "000000034", "VERIFIED");
        company(UNVERIFIED, "000000042", "TO_VERIFY");
        company(STRANGER, "000000059", "VERIFIED");
        world.mandate(PRINCIPAL, AGENT);
    }

    private void company(UUID id, String siren, String state) {
        UUID owner = UUID.randomUUID();
        world.company(id, siren, state);
        database.accounts()
                .sql("insert into accounts.credential (id, realm, email, locale, password_hash, created_at)"
                        + " values (?, 'MEMBER', ?, 'fr', '', now())")
                .params(owner, siren + "@example.org")
                .update();
        database.accounts()
                .sql(
                        "insert into accounts.member (id, company, name, role, joined_at) values (?, ?, 'Lou', 'OWNER', now())")
                .params(owner, id)
                .update();
        webhooks.make(
                id,
                "test",
                new Webhooks.Wanted(
                        "http://" + siren + ".example.org/",
                        "",
                        List.of("consent.permitted", "consent.confirmed", "consent.withdrawn")),
                null);
    }

    private void record(UUID by, String reference, String number) {
        ClaimedConsent claim = ConsentWorld.claim(
                reference,
                number,
                by.equals(AGENT) ? "000000018" : null,
                List.of("000000034", "000000042"),
                "2026-11-24T15:00:00+01:00");
        assertThat(consents.record(by, "key:1", false, List.of(claim)))
                .allSatisfy(answer -> assertThat(answer.refusal()).isNull());
    }

    private Map<String, Map<String, String>> mails() {
        Map<String, Map<String, String>> mails = new HashMap<>();
        for (Outbox.Taken taken : outbox.take(100)) {
            assertThat(taken.message().template()).isEqualTo("consent/withdrawn");
            assertThat(mails.put(taken.message().recipient(), taken.message().parameters()))
                    .as("one mail each")
                    .isNull();
        }
        return mails;
    }

    private List<String> events() {
        return database.accounts()
                .sql("select c.siren || ' ' || e.payload from accounts.webhook_event e join accounts.company c"
                        + " on c.id = e.company order by c.siren")
                .query(String.class)
                .list();
    }

    @Test
    void withdrawalEnteredByTheAgentIsToldToThePrincipalAndTheThirdParty() {
        record(AGENT, "r-1", "0639980001");
        // As it could be kept before such references were refused.
        world.owner()
                .sql("update accounts.consent set reference = 'dossier 06.39.98.00.01'")
                .update();
        record(AGENT, "r-2", "0639980001");
        record(AGENT, "r-3", "0639980003");
        assertThat(consents.withdraw(AGENT, "member:1", "000000018", "06 39 98 00 01"))
                .isEqualTo(2);
        Map<String, Map<String, String>> mails = mails();
        assertThat(mails).containsOnlyKeys("000000018@example.org", "000000034@example.org");
        assertThat(mails.values())
                .allSatisfy(said ->
                        assertThat(said).containsEntry("count", "2").containsEntry("references", "dossier …, r-2"));
        assertThat(events())
                .as("programs of the company that entered it are told as well")
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("000000018 ").contains("\"count\":2", "dossier …", "r-2"),
                        second -> assertThat(second).startsWith("000000026 "),
                        third -> assertThat(third).startsWith("000000034 "))
                .noneMatch(text -> text.contains("39980001") || text.contains("39.98.00.01"));
        assertThat(consents.withdraw(AGENT, "member:1", "000000018", "0639980001"))
                .as("the second of two clicks")
                .isZero();
        assertThat(mails()).isEmpty();
        assertThat(events()).hasSize(3);
    }

    @Test
    void confirmationIsToldToThePrincipalTheAgentAndTheThirdPartyOnceItIsCommitted() {
        record(AGENT, "r-1", "0639980001");
        GivenConsent consent = new CompanyConsents(database, world.clock)
                .page(AGENT, "r-1", GivenConsent.State.OPEN, 0)
                .getFirst();
        assertThatThrownBy(() -> database.inAccounts(() -> {
                    news.confirmed(consent, world.now);
                    throw new IllegalStateException("the confirmation is not kept");
                }))
                .hasMessage("the confirmation is not kept");
        assertThat(events()).isEmpty();
        news.confirmed(consent, world.now);
        assertThat(mails()).as("nobody has to do anything").isEmpty();
        assertThat(events())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("000000018 ")
                                .contains(
                                        "\"type\":\"consent.confirmed\"",
                                        "\"id\":\"" + consent.id() + "\"",
                                        "\"reference\":\"r-1\"")
                                .contains(
                                        "\"sectors\":[\"other\"]",
                                        "\"goods\":\"Fenêtres\"",
                                        "\"until\":\"2026-12-24T14:00:00Z\"")
                                .contains("\"confirmedAt\":\"2026-11-25T10:00:00Z\""),
                        second -> assertThat(second).startsWith("000000026 "),
                        third -> assertThat(third).startsWith("000000034 "))
                .noneMatch(text -> text.contains("39980001"));
    }

    @Test
    void withdrawalEnteredByThePrincipalIsToldToWhoeverRecordedIt() {
        record(AGENT, "r-1", "0639980001");
        assertThat(consents.withdraw(PRINCIPAL, "member:1", null, "0639980001")).isEqualTo(1);
        assertThat(mails()).containsOnlyKeys("000000026@example.org", "000000034@example.org");
    }

    @Test
    void manyReferencesAreToldAsTheirFirstTwenty() {
        for (int i = 10; i < 35; i++) {
            record(PRINCIPAL, "r-" + i, "0639980001");
        }
        assertThat(consents.withdraw(PRINCIPAL, "member:1", null, "0639980001")).isEqualTo(25);
        Map<String, String> said = Objects.requireNonNull(mails().get("000000034@example.org"));
        assertThat(said).containsEntry("count", "25");
        assertThat(said.get("references")).startsWith("r-10, r-11").endsWith("r-29, …");
    }

    @Test
    void permissionIsToldToItsCompanyAloneAndOnlyIfItIsCommitted() {
        Company.Named company = new Company.Named(PRINCIPAL, "000000018", "Société", true);
        UUID id = UUID.randomUUID();
        LocalDate until = LocalDate.parse("2027-03-31");
        assertThatThrownBy(() -> database.inAccounts(() -> {
                    news.permitted(id, company, "portail-1", "ma chaudière", until);
                    throw new IllegalStateException("the permission is not kept");
                }))
                .hasMessage("the permission is not kept");
        assertThat(outbox.take(10)).isEmpty();
        assertThat(events()).isEmpty();
        news.permitted(id, company, "portail-1", "ma chaudière", until);
        assertThat(outbox.take(10)).singleElement().satisfies(taken -> {
            assertThat(taken.message().template()).isEqualTo("consent/permitted");
            assertThat(taken.message().recipient()).isEqualTo("000000018@example.org");
            assertThat(taken.message().parameters())
                    .containsEntry("goods", "ma chaudière")
                    .containsEntry("reference", "portail-1")
                    .containsEntry("until", "2027-03-31");
        });
        assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .startsWith("000000018 ")
                        .contains(
                                "\"type\":\"consent.permitted\"",
                                "\"id\":\"" + id + "\"",
                                "\"reference\":\"portail-1\"",
                                "\"goods\":\"ma chaudière\"")
                        .contains("\"until\":\"2027-03-31T22:00:00Z\""));
    }
}
