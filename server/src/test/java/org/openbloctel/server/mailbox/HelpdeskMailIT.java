package org.openbloctel.server.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.helpdesk.HelpDesk;
import org.openbloctel.registry.helpdesk.Ticket;
import org.openbloctel.registry.helpdesk.TicketQuery;

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
        return desk.search("staff:test", new TicketQuery(null, null, false, ""), 10);
    }

    private static List<Ticket.Message> messages(HelpDesk desk, UUID id) {
        return desk.open("staff:test", id).messages();
    }
}
