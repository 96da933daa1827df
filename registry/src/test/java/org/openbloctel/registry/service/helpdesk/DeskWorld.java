package org.openbloctel.registry.service.helpdesk;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.credential.TestCredentials;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A help desk on a database of its own, with a clock that is set by hand and a letter box that can be looked into. */
final class DeskWorld {
    static final String CAMILLE = "camille@example.org";
    private static final URI PORTAL = URI.create("https://oppose.example/");

    final TestDatabase test = TestDatabase.create();
    final Database database = test.database();
    Instant now = Instant.parse("2026-11-25T17:00:00Z");
    final InstantSource clock = () -> now;
    final Outbox outbox = new Outbox(database, clock);
    final MasterKeys keys = MasterKeys.generate();
    final AuditTrail audit = new AuditTrail(database, keys, clock);
    final Consumers consumers = new Consumers(database, outbox, audit, clock, new ConsumerSettings(PORTAL, false));
    private final Members members =
            new Members(database, clock, audit, outbox, TestCredentials.of(database, clock, audit, outbox));
    final Questions.Needs needs =
            new Questions.Needs(database, clock, audit, keys, new Questions.Reach(outbox, consumers, members));
    private final HelpdeskPolicy policy = new HelpdeskPolicy(PORTAL, Optional.of("aide@oppose.example"), 3);
    final Questions questions = new Questions(needs, policy);
    final HelpDesk desk = new HelpDesk(needs, policy);
    final PersonCases cases = new PersonCases(needs);
    final UUID staff = staff();

    private UUID staff() {
        UUID id = UUID.randomUUID();
        owner().sql("insert into accounts.credential (id, realm, email, locale, password_hash, created_at)"
                        + " values (?, 'STAFF', ?, 'fr', 'x', now())")
                .params(id, id + "@example.org")
                .update();
        owner().sql("insert into accounts.staff (id, name, since) values (?, 'Sacha', now())")
                .param(id)
                .update();
        return id;
    }

    JdbcClient owner() {
        return JdbcClient.create(test.owner());
    }

    /** A consumer with one number. */
    UUID consumer(String email) {
        consumers.ask("06 39 98 12 34", email, Locale.FRENCH);
        UUID id = consumers.confirm(token(mails())).consumer();
        mails();
        return id;
    }

    Ticket ask() {
        return questions.ask(
                new Questions.Typed(CAMILLE, "Encore des appels", "On m’appelle malgré l’inscription.", "", null),
                Locale.FRENCH);
    }

    Questions.Mail mail(String from, boolean proved, @Nullable String mark, String text) {
        List<String> marks = mark == null ? List.of() : List.of("autre", mark);
        return new Questions.Mail(from, proved, marks, "Re: question", text, 2, "<a@example.org>", Locale.FRENCH);
    }

    Ticket seen(UUID id) {
        return desk.open("staff:" + staff, id);
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

    static String token(List<Outbox.Message> mails) {
        String link = mails.getFirst().parameters().getOrDefault("link", "");
        return link.substring(link.indexOf("jeton=") + "jeton=".length());
    }

    List<String> audited(String subject) {
        return audit.about(subject, 50).stream()
                .map(recorded -> recorded.entry().action())
                .toList();
    }

    Map<String, String> details(String subject) {
        return audit.about(subject, 1).getFirst().entry().details();
    }

    /** Whether a text stands anywhere in the tables of tickets. */
    boolean contains(String trace) {
        return Stream.of("ticket", "ticket_message")
                .anyMatch(table -> owner().sql(
                                "select exists (select from accounts." + table + " t where strpos(t::text, ?) > 0)")
                        .param(trace)
                        .query(Boolean.class)
                        .single());
    }

    /** The tickets that the desk finds by these words. */
    List<UUID> found(String words) {
        return desk
                .search(
                        "staff:a",
                        new HelpDesk.TicketQuery(null, null, false, words, HelpDesk.TicketQuery.Order.DUE),
                        0,
                        10)
                .stream()
                .map(Ticket::id)
                .toList();
    }
}
