package org.openbloctel.registry.accounts.consumer;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Consumers on a database of their own, with a clock that is set by hand and a letter box that can be looked into. */
final class ConsumerFixture {
    static final String CAMILLE = "camille@example.org";
    static final String DOMINIQUE = "dominique@example.org";

    final TestDatabase test = TestDatabase.create();
    final Database database = test.database();
    final FakeSender sender = new FakeSender();
    final AuditTrail audit;
    final Consumers consumers;
    final NumberCodes codes;
    final PaperRegistrations paper;
    final ConsumerDuties duties;
    private final Outbox outbox;
    private final ConsumerSettings settings;
    private Instant now = Instant.parse("2026-11-25T08:00:00.123456Z");

    ConsumerFixture(boolean proofRequired) {
        InstantSource clock = () -> now;
        this.settings = new ConsumerSettings(URI.create("https://oppose.example/"), proofRequired);
        this.outbox = new Outbox(database, clock);
        this.audit = new AuditTrail(database, MasterKeys.generate(), clock);
        this.consumers = new Consumers(database, outbox, audit, clock, settings);
        this.codes = codes(sender);
        this.paper = new PaperRegistrations(database, outbox, audit, clock, settings);
        this.duties = new ConsumerDuties(database, outbox, audit, clock, settings);
    }

    /** Over the same database and letter box, by this sender. */
    NumberCodes codes(NumberCodes.Sender by) {
        return new NumberCodes(database, outbox, audit, () -> now, settings, by);
    }

    /** Over the same database, letter box and telephone. */
    LostMailboxes lostMailboxes(int days) {
        return lostMailboxes(days, sender);
    }

    /** Over the same database and letter box, by this sender. */
    LostMailboxes lostMailboxes(int days, NumberCodes.Sender by) {
        ConsumerSettings free = new ConsumerSettings(URI.create("https://oppose.example/"), false);
        return new LostMailboxes(database, outbox, audit, by, new LostMailboxes.Terms(() -> now, free, days));
    }

    Instant now() {
        return now;
    }

    void at(String instant) {
        now = Instant.parse(instant);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Takes the mails that wait. */
    List<Outbox.Message> mails() {
        List<Outbox.Message> mails = new ArrayList<>();
        for (Outbox.Taken taken : outbox.take(1000)) {
            mails.add(taken.message());
            outbox.sent(taken);
        }
        return mails;
    }

    /** The token of the only mail with a link that waits. */
    String token() {
        List<Outbox.Message> links = mails().stream()
                .filter(mail -> mail.parameters().containsKey("link"))
                .toList();
        if (links.size() != 1) {
            throw new AssertionError(links.size() + " mails with links, not one");
        }
        return tokenOf(links.getFirst());
    }

    static String tokenOf(Outbox.Message mail) {
        String link = mail.parameters().getOrDefault("link", "");
        return link.substring(link.indexOf("jeton=") + "jeton=".length());
    }

    /** A consumer who has this number on the list. */
    Consumers.Opposed.Registered registered(String number, String email) {
        consumers.ask(number, email, Locale.FRENCH);
        return (Consumers.Opposed.Registered) consumers.confirm(token());
    }

    /** Whether the list holds the number. */
    boolean listed(String number) {
        return database.list()
                .sql("select exists (select from list.opposition where number = ?)")
                .param(database.listNumbers().seal(PhoneNumber.read(number).e164()))
                .query(Boolean.class)
                .single();
    }

    long count(String table) {
        return JdbcClient.create(test.owner())
                .sql("select count(*) from accounts." + table)
                .query(Long.class)
                .single();
    }

    /** Whether a text stands anywhere in a table. */
    boolean contains(String table, String trace) {
        return owner().sql("select exists (select from " + table + " t where strpos(t::text, ?) > 0)")
                .param(trace)
                .query(Boolean.class)
                .single();
    }

    JdbcClient owner() {
        return JdbcClient.create(test.owner());
    }

    /** Keeps what it was given. */
    static final class FakeSender implements NumberCodes.Sender {
        final List<String> codes = new ArrayList<>();
        boolean works = true;

        @Override
        public boolean send(PhoneNumber number, String code, Channel channel, Locale locale) {
            if (works) {
                codes.add(code);
            }
            return works;
        }
    }
}
