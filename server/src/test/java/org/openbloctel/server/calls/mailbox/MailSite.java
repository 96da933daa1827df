package org.openbloctel.server.calls.mailbox;

import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server that reads a mailbox, with a list of two numbers, and a company whose owner writes to it. */
final class MailSite implements AutoCloseable {
    /** Four lines: one opposed, two callable, one unchecked. */
    static final String FILE =
            "Nom;Téléphone\nAnne;0639980001\nBert;0639980002\nCora;pas de numéro\nDora;06 39 98 00 03\n";

    final PostOffice post = new PostOffice();
    final ServerFixture server;
    final Caller caller;
    final JdbcClient rows;

    MailSite(String... settings) {
        server = ServerFixture.start(post.settings(settings));
        rows = JdbcClient.create(server.database().owner());
        caller = new Caller(server, "000000018", "Exemple").withPlan(10_000, 1_000_000);
        listed(server);
        hurries("mailbox.read", "mailbox.answer", "outbox.send");
    }

    /** These jobs of its server need not wait for their turn while a test waits for them. */
    void hurries(String... jobs) {
        post.meanwhile(() -> server.hurry(jobs));
    }

    static void listed(ServerFixture server) {
        server.publish("0639980001\n0639980011\n");
    }

    long count(String what) {
        return rows.sql("select count(*) from accounts." + what)
                .query(Long.class)
                .single();
    }

    long submissions() {
        return count("submission");
    }

    long mails(String outcome) {
        return count("mailbox_mail where outcome = '" + outcome + "'");
    }

    @Override
    public void close() {
        server.close();
        post.close();
    }
}
