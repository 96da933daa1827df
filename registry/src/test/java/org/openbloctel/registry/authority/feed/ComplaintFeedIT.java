package org.openbloctel.registry.authority.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.DayOfCalls;
import org.openbloctel.registry.authority.complaint.Departement;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SignalRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The feed has the calls of days that are over and nothing of the people; a key opens it until it ends. */
final class ComplaintFeedIT {
    private static final URI PORTAL = URI.create("https://oppose.example/");
    private static final Inspector INSPECTOR = new Inspector(new UUID(7, 7));
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
    private static final CallingNumber CALLER = new CallingNumber(33_199_003_456L);

    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final Database database = TestDatabase.create().database();
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), clock);
    private final Outbox outbox = new Outbox(database, clock);
    private final Complaints complaints = new Complaints(
            new Complaints.Needs(
                    database,
                    clock,
                    audit,
                    outbox,
                    new Consumers(database, outbox, audit, clock, new ConsumerSettings(PORTAL, false))),
            MasterKeys.generate(),
            LawBook.france(),
            PORTAL);
    private final ComplaintFeed feed = new ComplaintFeed(database, clock, audit);
    private final FeedKeys keys = new FeedKeys(database, clock, audit);

    private void complain(String number, String caller, Subject subject, String... calls) {
        complain(number, caller, subject, null, calls);
    }

    private void complain(
            String number, String caller, Subject subject, @Nullable Departement departement, String... calls) {
        complaints.file(
                new Filing(
                        PhoneNumber.read(number),
                        CallingNumber.read(caller).orElse(null),
                        Stream.of(calls).map(Instant::parse).toList(),
                        0,
                        subject,
                        false,
                        null,
                        null,
                        List.of(),
                        new Filing.Words("Mutuelle Exemple", "Des mots", ""),
                        departement,
                        null,
                        null),
                null);
    }

    @Test
    void dayHasItsCallsByTheHourWhereThePersonIs() {
        complain("06 39 98 12 34", "01 99 00 34 56", Subject.INSURANCE, "2026-11-25T19:59:00Z", "2026-11-24T09:05:00Z");
        Departement finistere = Departement.of("29").orElseThrow();
        complain("06 39 98 12 35", "01 99 00 34 56", Subject.INSURANCE, finistere, "2026-11-24T09:05:00Z");
        complain("06 39 98 12 35", "01 99 00 34 56", Subject.INSURANCE, "2026-11-24T09:05:00Z");
        complain("+262 262 12 34 56", "", Subject.UNKNOWN, "2026-11-25T20:30:00Z");
        now = Instant.parse("2026-11-26T23:00:00Z");
        complain("06 39 98 12 36", "01 99 00 34 56", Subject.POLL, "2026-11-25T20:30:00Z");
        assertRefused(() -> feed.fetch("key:1", DAY), SignalRefusal.DayNotInFeed.class);
        now = Instant.parse("2026-11-26T23:10:00Z");
        assertThat(feed.fetch("key:1", null))
                .isEqualTo(new ComplaintFeed.Day(
                        DAY,
                        List.of(
                                new DayOfCalls.Call(LocalDate.of(2026, 11, 24), 10, CALLER, Subject.INSURANCE, ""),
                                new DayOfCalls.Call(LocalDate.of(2026, 11, 24), 10, CALLER, Subject.INSURANCE, "29"),
                                new DayOfCalls.Call(LocalDate.of(2026, 11, 25), 20, CALLER, Subject.INSURANCE, ""),
                                new DayOfCalls.Call(LocalDate.of(2026, 11, 26), 0, null, Subject.UNKNOWN, "974"))));
        assertThat(feed.fetch("key:1", DAY).calls().getFirst().sector()).contains(Sector.INSURANCE);
        assertThat(feed.fetch("key:1", DAY.minusDays(1)).calls()).isEmpty();
        assertRefused(() -> feed.fetch("key:1", DAY.plusDays(1)), SignalRefusal.DayNotInFeed.class);
        assertRefused(() -> feed.fetch("key:1", DAY.minusYears(3)), SignalRefusal.DayNotInFeed.class);
        assertThat(audit.about("feed:" + DAY, 9))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.entry().details()).containsEntry("calls", "4"));
    }

    /** A series of calls grows: who was called again reports the calls before, too, and so does another person about the same telephone. */
    @Test
    void callsThatOnlyALaterComplaintHasAreThereOnceOnTheDayOfThatComplaint() {
        String first = "2026-11-24T09:05:00Z";
        String second = "2026-11-25T09:05:00Z";
        String third = "2026-11-26T09:05:00Z";
        complain("06 39 98 12 34", "01 99 00 34 56", Subject.INSURANCE, first);
        complain("06 39 98 12 34", "01 99 00 34 56", Subject.INSURANCE, first, second);
        complain("06 39 98 12 34", "01 99 00 34 56", Subject.BANK, second);
        now = Instant.parse("2026-11-27T12:00:00Z");
        complain("06 39 98 12 34", "01 99 00 34 56", Subject.INSURANCE, first, second, third);
        complain("06 39 98 12 34", "01 99 00 99 99", Subject.INSURANCE, third);
        now = Instant.parse("2026-11-28T12:00:00Z");
        assertThat(feed.fetch("key:1", DAY).calls())
                .extracting(DayOfCalls.Call::date)
                .containsExactly(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 25));
        assertThat(feed.fetch("key:1", DAY.plusDays(1)).calls())
                .containsExactly(
                        new DayOfCalls.Call(LocalDate.of(2026, 11, 26), 10, CALLER, Subject.INSURANCE, ""),
                        new DayOfCalls.Call(
                                LocalDate.of(2026, 11, 26),
                                10,
                                new CallingNumber(33_199_009_999L),
                                Subject.INSURANCE,
                                ""));
    }

    /** A day is complete ten minutes after its end; the first one is as old as complaints are kept. */
    @Test
    void feedHasTheDaysOfThreeYears() {
        now = Instant.parse("2028-02-28T23:09:59.999Z");
        assertThat(feed.fetch("key:1", null).day()).isEqualTo("2028-02-27");
        assertRefused(() -> feed.fetch("key:1", LocalDate.of(2028, 2, 28)), SignalRefusal.DayNotInFeed.class);
        now = Instant.parse("2028-02-28T23:10:00Z");
        assertThat(feed.fetch("key:1", null).day()).isEqualTo("2028-02-28");
        assertThat(feed.fetch("key:1", LocalDate.of(2025, 2, 28)).calls()).isEmpty();
        assertRefused(() -> feed.fetch("key:1", LocalDate.of(2025, 2, 27)), SignalRefusal.DayNotInFeed.class);
        assertRefused(() -> feed.fetch("key:1", LocalDate.MIN), SignalRefusal.DayNotInFeed.class);
        assertRefused(() -> feed.fetch("key:1", LocalDate.MAX), SignalRefusal.DayNotInFeed.class);
        assertThat(audit.about("feed:2025-02-27", 9)).as("a refused day").isEmpty();
    }

    private FeedKeys.Made make(String authority) {
        return keys.make(INSPECTOR, authority, List.of("192.0.2.0/24"));
    }

    private Optional<FeedKeys.FeedKey> authenticate(String text) {
        return keys.authenticate(text, InetAddress.ofLiteral("192.0.2.7"));
    }

    @Test
    void useOfAKeyIsNotedOnceAMinuteAndACopyOfTheDatabaseOpensNothing() {
        FeedKeys.Made made = make("x".repeat(100));
        Instant first = now;
        authenticate(made.text());
        now = first.plusSeconds(60);
        authenticate(made.text());
        assertThat(keys.all(INSPECTOR).getFirst().lastUsedAt()).isEqualTo(first);
        now = first.plusSeconds(60).plusMillis(1);
        authenticate(made.text());
        assertThat(keys.all(INSPECTOR).getFirst().lastUsedAt()).isEqualTo(now);
        String row = database.accounts()
                .sql("select k::text from accounts.feed_key k")
                .query(String.class)
                .single();
        assertThat(row)
                .contains(made.key().beginning())
                .doesNotContain(made.text().substring(0, 20));
        for (String other : List.of("", FeedKeys.BEGINNING, made.key().beginning(), " " + made.text())) {
            assertThat(authenticate(other)).as(other).isEmpty();
        }
        assertThat(audit.about("feed-key:" + made.key().id(), 9))
                .allSatisfy(one -> assertThat(one.entry().toString()).doesNotContain(made.text()));
    }

    /** As the release before makes it. */
    @Test
    void keyWithoutNetworksWorksFromAnywhere() {
        FeedKeys.Made made = make("Autorité");
        database.accounts()
                .sql("update accounts.feed_key set networks = default")
                .update();
        assertThat(keys.authenticate(made.text(), InetAddress.ofLiteral("2001:db8::1")))
                .isPresent();
        assertThat(keys.all(INSPECTOR)).allMatch(FeedKeys.FeedKey::fromAnywhere);
    }

    @Test
    void keyWorksUntilItIsRevokedOrAYearIsOver() {
        FeedKeys.Made made = make("  Autorité\tExemple ");
        assertThat(made.text()).startsWith(FeedKeys.BEGINNING).hasSizeGreaterThan(50);
        assertThat(made.toString()).doesNotContain(made.text());
        assertThat(authenticate(made.text()).orElseThrow().authority()).isEqualTo("Autorité Exemple");
        assertThat(authenticate(made.text() + "x")).isEmpty();
        assertThat(authenticate("obl_live_" + made.text())).isEmpty();
        assertThat(keys.authenticate(made.text(), InetAddress.ofLiteral("192.0.3.7")))
                .isEmpty();
        assertThat(keys.all(INSPECTOR))
                .singleElement()
                .satisfies(key -> assertThat(key.lastUsedAt()).isEqualTo(now));
        FeedKeys.Made other = make("Une autre");
        keys.revoke(INSPECTOR, other.key().id());
        assertThat(authenticate(other.text())).isEmpty();
        assertRefused(() -> keys.revoke(INSPECTOR, other.key().id()), SignalRefusal.UnknownFeedKey.class);
        assertRefused(() -> keys.revoke(INSPECTOR, UUID.randomUUID()), SignalRefusal.UnknownFeedKey.class);
        assertRefused(() -> make(" \n"), RequestRefusal.UnreadableField.class);
        assertRefused(() -> keys.make(INSPECTOR, "Sans", List.of()), CompanyRefusal.KeyNetworks.class);
        assertRefused(() -> make("x".repeat(101)), RequestRefusal.UnreadableField.class);
        assertRefused(() -> make("+33 6 39 98 12 34"), RequestRefusal.UnreadableField.class);
        now = Instant.parse("2027-11-26T22:59:00Z");
        assertThat(authenticate(made.text())).isPresent();
        assertThat(keys.forget()).isZero();
        now = Instant.parse("2027-11-26T23:00:00Z");
        assertThat(authenticate(made.text())).isEmpty();
        assertThat(keys.forget()).as("revoked a year ago").isEqualTo(1);
        now = Instant.parse("2028-11-26T23:00:00Z");
        assertThat(keys.forget()).isEqualTo(1);
        assertThat(audit.about("feed-key:" + other.key().id(), 9))
                .extracting(one -> one.entry().action())
                .containsExactlyInAnyOrder("feed.key-made", "feed.key-revoked");
    }
}
