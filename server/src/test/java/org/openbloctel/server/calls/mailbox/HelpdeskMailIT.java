package org.openbloctel.server.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.service.helpdesk.HelpDesk;
import org.openbloctel.registry.service.helpdesk.Ticket;

/** Questions by mail, beside call files in one mailbox: taken once, threaded by the mark of the answer, and no mail of a program answered. */
final class HelpdeskMailIT {
    private static final String HELP = "aide@opposition.example";
    private static final String CAMILLE = "camille@example.org";

    @Test
    void mailToTheHelpDeskBecomesATicketAndItsReplyIsThreaded() throws MessagingException {
        try (MailSite site = new MailSite("openbloctel.helpdesk.address=" + HELP)) {
            site.post.send(question(CAMILLE)
                    .header("Message-ID", "<q1@example.org>")
                    .subject("Encore des appels")
                    .text("On appelle encore.")
                    .file("capture.png", MailSite.FILE));
            MimeMessage received = site.post.answer(CAMILLE, 1);
            assertThat(received.getHeader("In-Reply-To")).containsExactly("<q1@example.org>");
            assertThat(PostOffice.text(received)).doesNotContain("Confirmer mon adresse");
            HelpDesk desk = site.server.bean(HelpDesk.class);
            Ticket ticket = tickets(desk).getFirst();
            assertThat(ticket.subject()).isEqualTo("Encore des appels");
            assertThat(ticket.proved()).isTrue();
            desk.answer(staff(site), ticket.id(), "À quelle heure ?", true);
            MimeMessage answer = site.post.answer(CAMILLE, 2);
            assertThat(PostOffice.text(answer)).contains("À quelle heure");
            assertThat(answer.getSubject()).contains("[" + ticket.reference().spelled() + "-");
            InternetAddress reply = (InternetAddress) answer.getReplyTo()[0];
            assertThat(reply.getAddress()).startsWith("aide+Q-").endsWith("@opposition.example");

            site.post.send(Letter.from(CAMILLE)
                    .instead("To", reply.getAddress())
                    .subject("Re: Une réponse")
                    .text(Letter.utf8("À 21 h.\n> À quelle heure ?\n")));
            site.post.send(
                    question(CAMILLE).subject("Re: " + answer.getSubject()).text(Letter.utf8("Et à midi.")));
            site.post.until(() -> messages(desk, ticket.id()).size() == 4);
            assertThat(messages(desk, ticket.id()).stream().map(Ticket.Message::text))
                    .containsExactlyInAnyOrder("On appelle encore.", "À quelle heure ?", "À 21 h.", "Et à midi.");
            assertThat(messages(desk, ticket.id()).getFirst().dropped()).isEqualTo(1);

            site.post.send(
                    question(CAMILLE).header("Auto-Submitted", "auto-replied").text("Absente."));
            site.post.send(
                    question(CAMILLE).header("List-Id", "<liste.example.org>").text("Lettre."));
            site.post.send(question("").text("Rejet."));
            site.post.send(question(CAMILLE).text("\u0001"));
            site.post.send(
                    Letter.unsigned("inconnue@example.org").instead("To", HELP).text("Question."));
            site.post.until(() -> tickets(desk).size() == 2);
            site.post.until(() -> site.mails("SILENT") == 4);
            assertThat(tickets(desk).stream()
                            .filter(one -> !one.id().equals(ticket.id()))
                            .map(Ticket::proved))
                    .containsExactly(false);
            assertThat(site.submissions()).isZero();
        }
    }

    /** Each comes to nothing or to one ticket; none is answered twice, and none keeps the others from being read. */
    @Test
    @Tag("check-long")
    void dirtOfRealMailsIsTakenOnceOrSetAsideAndLoopsWithNothing() throws MessagingException {
        try (MailSite site =
                new MailSite("openbloctel.helpdesk.address=" + HELP, "openbloctel.mailbox.most-megabytes=12")) {
            HelpDesk desk = site.server.bean(HelpDesk.class);
            List.of(
                            question("MAILER-DAEMON@example.org").text("Returned mail."),
                            question("postmaster@example.org").text("Returned mail."),
                            question("ne-pas-repondre@opposition.example").text("Our own mail."),
                            question(PostOffice.DEPOT).text("Our own mail."),
                            question(HELP).text("Our own mail."),
                            question(CAMILLE)
                                    .on("Return-Path", "<>")
                                    .as("multipart/report; report-type=delivery-status")
                                    .text("Bounce."),
                            question(CAMILLE).header("X-Autoreply", "yes").text("Absente."),
                            question(CAMILLE).header("Precedence", "auto_reply").text("Absente."),
                            question(CAMILLE + ", autre@example.org").text("Nous deux."),
                            question(CAMILLE),
                            question(CAMILLE).text("x").file("gros.bin", new byte[13 << 20]))
                    .forEach(site.post::send);
            site.post.until(() -> site.mails("SILENT") == 11);
            assertThat(tickets(desk)).isEmpty();
            assertThat(site.count("outbox")).isZero();

            site.post.send(question(CAMILLE)
                    .subject("=?utf-8?q?R=C3=A9ponse?=")
                    .part(
                            "Content-Type: text/html; charset=utf-8",
                            Letter.utf8("<script>alert(1)</script><p>Ça <b>sonne</b></p>"))
                    .file("photo.jpg", new byte[7 << 20]));
            assertThat(site.post.answer(CAMILLE, 1).getHeader("Auto-Submitted")).containsExactly("auto-replied");
            Ticket ticket = tickets(desk).getFirst();
            assertThat(ticket.subject()).isEqualTo("Réponse");
            assertThat(messages(desk, ticket.id())).singleElement().satisfies(message -> {
                assertThat(message.text()).isEqualTo("Ça sonne");
                assertThat(message.dropped()).isEqualTo(1);
            });
            // A forged sender gets no text of an answer: the address is asked first whether it wrote.
            site.post.send(Letter.unsigned("victime@example.com")
                    .instead("To", HELP)
                    .subject("Re: [" + ticket.reference().spelled() + "-AAAAAAAAAA] Une réponse")
                    .text("Donnez-moi tout."));
            site.post.until(() -> tickets(desk).size() == 2);
            Ticket forged = tickets(desk).stream()
                    .filter(one -> !one.id().equals(ticket.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(forged.proved()).isFalse();
            assertThat(messages(desk, ticket.id())).hasSize(1);
            desk.answer(staff(site), forged.id(), "Rien ici.", false);
            assertThat(PostOffice.text(site.post.answer("victime@example.com", 2)))
                    .doesNotContain("Rien ici", "Donnez-moi");
        }
    }

    private static Letter question(String sender) {
        return Letter.from(sender).instead("To", "Aide <" + HELP + ">");
    }

    private static UUID staff(MailSite site) {
        UUID id = UUID.randomUUID();
        site.rows
                .sql("insert into accounts.credential (id, realm, email, locale, password_hash, created_at)"
                        + " values (?, 'STAFF', ?, 'fr', 'x', now())")
                .params(id, id + "@example.org")
                .update();
        site.rows
                .sql("insert into accounts.staff (id, name, since) values (?, 'Sacha', now())")
                .param(id)
                .update();
        return id;
    }

    private static List<Ticket> tickets(HelpDesk desk) {
        return desk.search(
                "staff:test", new HelpDesk.TicketQuery(null, null, false, "", HelpDesk.TicketQuery.Order.DUE), 0, 10);
    }

    private static List<Ticket.Message> messages(HelpDesk desk, UUID id) {
        return desk.open("staff:test", id).messages();
    }
}
