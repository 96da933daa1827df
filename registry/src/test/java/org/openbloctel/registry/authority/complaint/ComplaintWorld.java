package org.openbloctel.registry.authority.complaint;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.company.SampleCompany;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Complaints on a database of their own, with a clock that is set by hand and a letter box that can be looked into. */
final class ComplaintWorld {
    static final String NUMBER = "06 39 98 12 34";
    static final String OTHER_NUMBER = "06 39 98 45 67";
    static final String CALLER = "01 99 00 34 56";
    static final Inspector INSPECTOR = new Inspector(UUID.randomUUID());
    private static final URI PORTAL = URI.create("https://oppose.example/");

    final TestDatabase test = TestDatabase.create();
    final Database database = test.database();
    Instant now = Instant.parse("2026-11-25T17:00:00Z");
    final InstantSource clock = () -> now;
    final Outbox outbox = new Outbox(database, clock);
    final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), clock);
    final Consumers consumers = new Consumers(database, outbox, audit, clock, new ConsumerSettings(PORTAL, false));
    private final Complaints.Needs needs = new Complaints.Needs(database, clock, audit, outbox, consumers);
    final MasterKeys keys = MasterKeys.generate();
    final Complaints complaints = new Complaints(needs, keys, LawBook.france(), PORTAL);
    final InspectorDesk desk = new InspectorDesk(needs, keys, PORTAL);

    /** As after a restart of the server. */
    Complaints restarted() {
        return new Complaints(needs, keys, LawBook.france(), PORTAL);
    }

    /** A consumer who registered {@link #NUMBER}. */
    UUID consumer(String email) {
        consumers.ask(NUMBER, email, Locale.FRENCH);
        Consumers.Opposed opposed = consumers.confirm(token());
        mails();
        return opposed.consumer();
    }

    UUID company(String siren, String name) {
        UUID id = UUID.randomUUID();
        SampleCompany.insert(database.accounts(), id, siren, name);
        return id;
    }

    /** Takes the mails that wait. */
    List<Outbox.Message> mails() {
        List<Outbox.Message> mails = new ArrayList<>();
        for (Outbox.Taken taken : outbox.take(1_000)) {
            mails.add(taken.message());
            outbox.sent(taken);
        }
        return mails;
    }

    /** The token of the first link that waits in a mail. */
    String token() {
        return tokenOf(mails().stream()
                .filter(mail -> mail.parameters().containsKey("link"))
                .findFirst()
                .orElseThrow());
    }

    static String tokenOf(Outbox.Message mail) {
        String link = mail.parameters().getOrDefault("link", "");
        return link.substring(link.indexOf("jeton=") + "jeton=".length());
    }

    static Filing filing(String number, String caller, String said, String... calls) {
        return new Filing(
                PhoneNumber.read(number),
                caller.isEmpty() ? null : CallingNumber.read(caller).orElseThrow(),
                Stream.of(calls).map(Instant::parse).toList(),
                0,
                Subject.INSURANCE,
                false,
                null,
                null,
                List.of(OtherAuthority.SPOOFING),
                new Filing.Words("Mutuelle Exemple", said, ""));
    }

    static Filing filing() {
        return filing(NUMBER, CALLER, "Une mutuelle à moitié prix, avant ce soir.", "2026-11-24T19:30:00Z");
    }

    Complaints.Filed file(Filing filing) {
        return complaints.file(filing, "192.0.2.7");
    }

    Complaint seen(Complaints.Filed filed) {
        return complaints.shown(complaints.token(filed.id()));
    }

    ComplaintQuery query(String words) {
        return new ComplaintQuery(
                null, null, null, null, words, now.minus(Duration.ofDays(9)), now.plusSeconds(1), null);
    }

    JdbcClient owner() {
        return JdbcClient.create(test.owner());
    }

    /** Whether a text stands anywhere in the tables of complaints. */
    boolean contains(String trace) {
        return Stream.of("complaint", "complaint_step", "complaint_follower")
                .anyMatch(table -> owner().sql(
                                "select exists (select from accounts." + table + " t where strpos(t::text, ?) > 0)")
                        .param(trace)
                        .query(Boolean.class)
                        .single());
    }
}
