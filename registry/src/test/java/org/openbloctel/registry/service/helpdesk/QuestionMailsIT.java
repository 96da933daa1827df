package org.openbloctel.registry.service.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.outbox.Outbox;

/** Mails to the help desk: threaded by their mark, answered where their sender is proved, and limited. */
final class QuestionMailsIT {
    private final DeskWorld world = new DeskWorld();

    @Test
    void replyByMailIsThreadedByItsMarkAlone() {
        Ticket ticket = world.ask();
        String mark = world.mails().getFirst().parameters().getOrDefault(Outbox.Message.SUBJECT_MARK, "");
        assertThat(mark).startsWith(ticket.reference().spelled());
        world.desk.answer(world.staff, ticket.id(), "Gardez les références.", false);
        String forged = mark.substring(0, mark.length() - 1) + (mark.endsWith("A") ? 'B' : 'A');
        assertThat(world.questions.receive(world.mail("autre@example.org", true, forged, "Ajoutez ceci.")))
                .isTrue();
        assertThat(world.questions.receive(
                        world.mail("autre@example.org", true, ticket.reference().spelled(), "Et ceci.")))
                .isTrue();
        assertThat(world.seen(ticket.id()).messages()).hasSize(2);
        assertThat(world.questions.receive(
                        world.mail("alias@example.org", false, mark.toLowerCase(Locale.ROOT), "Voici l’heure.")))
                .isTrue();
        Ticket threaded = world.seen(ticket.id());
        assertThat(threaded.state()).isEqualTo(Ticket.State.NEW);
        assertThat(threaded.dueAt()).isNotNull();
        assertThat(threaded.messages().getLast().text()).isEqualTo("Voici l’heure.");
        assertThat(threaded.messages().getLast().dropped()).isEqualTo(2);
        assertThat(threaded.messages()).extracting(Ticket.Message::elsewhere).containsExactly(false, false, true);
        assertThat(world.questions.receive(world.mail(DeskWorld.CAMILLE, false, mark, "Et celle-ci.")))
                .isTrue();
        assertThat(world.seen(ticket.id()).messages().getLast().elsewhere()).isFalse();
        assertThat(world.found("heure")).containsExactly(ticket.id());
    }

    /** A mark may be passed on with a mail: it is no key to a ticket for ever. */
    @Test
    void ticketTakesSoManyMailsADay() {
        Ticket ticket = world.ask();
        String mark = world.mails().getFirst().parameters().getOrDefault(Outbox.Message.SUBJECT_MARK, "");
        for (int i = 1; i < Questions.MAILED; i++) {
            assertThat(world.questions.receive(world.mail(DeskWorld.CAMILLE, true, mark, "Encore " + i)))
                    .isTrue();
        }
        assertThat(world.questions.receive(world.mail(DeskWorld.CAMILLE, true, mark, "Encore")))
                .isFalse();
        assertThat(world.seen(ticket.id()).messages()).hasSize(Questions.MAILED);
        world.now = world.now.plus(Duration.ofDays(1)).plusSeconds(1);
        assertThat(world.questions.receive(world.mail(DeskWorld.CAMILLE, true, mark, "Encore")))
                .isTrue();
    }

    @Test
    void ticketOfASpaceTakesMailsOfItsPresentAddressAlone() {
        UUID consumer = world.consumer("lou@example.org");
        Ticket ticket =
                world.questions.ask(TicketAsker.consumer(consumer, Locale.FRENCH), "Ma lettre", "Où est-elle ?");
        String mark = world.mails().getFirst().parameters().getOrDefault(Outbox.Message.SUBJECT_MARK, "");
        assertThat(world.questions.receive(world.mail("autre@example.org", true, mark, "Annulez tout.")))
                .isTrue();
        assertThat(world.seen(ticket.id()).messages())
                .as("a question of its own")
                .hasSize(1);
        assertThat(world.found("annulez")).hasSize(1).doesNotContain(ticket.id());
        assertThat(world.questions.receive(world.mail("lou@example.org", true, mark, "Trouvée.")))
                .isTrue();
        assertThat(world.seen(ticket.id()).messages()).hasSize(2);
    }

    @Test
    void mailWithoutAReadableTextComesToNothing() {
        world.ask();
        String mark = world.mails().getFirst().parameters().getOrDefault(Outbox.Message.SUBJECT_MARK, "");
        for (String text : List.of("\u0001", "\u0000\n", "x".repeat(WrittenText.MAX_TEXT + 1))) {
            assertThat(world.questions.receive(world.mail("flot@example.org", true, null, text)))
                    .isFalse();
            assertThat(world.questions.receive(world.mail(DeskWorld.CAMILLE, true, mark, text)))
                    .isFalse();
        }
    }

    @Test
    void mailOfAProvedSenderIsAnsweredWithItsText() {
        world.questions.receive(world.mail("camille@example.org", true, null, "Bonjour ?"));
        Outbox.Message received = world.mails().getFirst();
        assertThat(received.parameters()).containsEntry(Outbox.Message.IN_REPLY_TO, "<a@example.org>");
        assertThat(world.questions.shown(DeskWorld.token(List.of(received))).subject())
                .isEqualTo("Re: question");
    }

    @Test
    void floodOfMailsIsTakenInSilenceAndThenNotAtAll() {
        for (int i = 0; i < Questions.MAILED; i++) {
            assertThat(world.questions.receive(world.mail("flot@example.org", false, null, "Encore " + i)))
                    .isTrue();
        }
        assertThat(world.questions.receive(world.mail("flot@example.org", false, null, "Encore")))
                .isFalse();
        assertThat(world.mails()).hasSize(Questions.CONFIRMED);
        assertThat(world.questions.receive(mail("calme@example.org", List.of(), "", "  ")))
                .isFalse();
    }

    private static Questions.Mail mail(String from, List<String> marks, String subject, String text) {
        return new Questions.Mail(from, true, marks, subject, text, 1, null, Locale.FRENCH);
    }

    private String mark() {
        return world.mails().getFirst().parameters().getOrDefault(Outbox.Message.SUBJECT_MARK, "");
    }

    /** Many people write their question into the subject alone, with a picture below. */
    @Test
    void subjectIsTheTextOfAQuestionWithoutAnother() {
        assertThat(world.questions.receive(mail("lou@example.org", List.of(), "Comment me désinscrire ?", " \n")))
                .isTrue();
        assertThat(world.seen(world.found("désinscrire").getFirst()).messages())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).isEqualTo("Comment me désinscrire ?"));
        Ticket ticket = world.ask();
        world.mails();
        assertThat(world.questions.receive(mail(DeskWorld.CAMILLE, List.of(), "", "")))
                .isFalse();
        world.desk.answer(world.staff, ticket.id(), "Par votre espace.", false);
        assertThat(world.questions.receive(mail(DeskWorld.CAMILLE, List.of(mark()), "Re: Par votre espace", "")))
                .as("a reply without a text adds nothing")
                .isFalse();
    }

    @Test
    void mailThatNamesTwoTicketsGoesToTheFirstOfItsSender() {
        Ticket camilles = world.ask();
        String first = mark();
        world.questions.receive(mail("lou@example.org", List.of(), "Ma lettre", "Où est-elle ?"));
        String lous = mark();
        world.questions.receive(mail("lou@example.org", List.of(), "Mon code", "Où est-il ?"));
        String second = mark();
        UUID letter = world.found("lettre").getFirst();
        UUID code = world.found("code").getFirst();
        assertThat(world.questions.receive(mail("lou@example.org", List.of(first, second, lous), "Re", "Trouvé.")))
                .isTrue();
        assertThat(world.seen(code).messages()).hasSize(2);
        assertThat(world.questions.receive(mail("lou@example.org", List.of(lous, second), "Re", "Trouvée.")))
                .isTrue();
        assertThat(world.seen(letter).messages()).hasSize(2);
        assertThat(world.questions.receive(mail("autre@example.org", List.of(lous, first), "Re", "Moi aussi.")))
                .isTrue();
        assertThat(world.seen(letter).messages().getLast().elsewhere()).isTrue();
        assertThat(world.seen(camilles.id()).messages()).hasSize(1);
    }

    /** A program that answers each of our mails, and removes its mark, gets five of them a day. */
    @Test
    void programThatAnswersEachMailWithoutItsMarkIsSoonAlone() {
        int sent = 0;
        for (int i = 0; i < 100; i++) {
            world.questions.receive(mail("robot@example.org", List.of(), "Absence", "Je suis absent."));
            sent += world.mails().size();
        }
        assertThat(sent).isEqualTo(Questions.CONFIRMED);
        assertThat(world.found("absent")).hasSize(10);
    }

    /** Spam names senders who did not write it: they are not to get a mail for each. */
    @Test
    void forgedSendersGetAHundredConfirmationsADayTogether() {
        int sent = 0;
        for (int i = 0; i < Questions.UNPROVED + 5; i++) {
            String forged = "victime" + i + "@example.org";
            assertThat(world.questions.receive(world.mail(forged, false, null, "Achetez.")))
                    .isTrue();
            sent += world.mails().size();
        }
        assertThat(sent).isEqualTo(Questions.UNPROVED);
        world.questions.receive(world.mail("lou@example.org", true, null, "Bonjour ?"));
        assertThat(world.mails()).hasSize(1);
        world.now = world.now.plus(Duration.ofDays(1)).plusSeconds(1);
        world.questions.receive(world.mail("alex@example.org", false, null, "Bonjour ?"));
        assertThat(world.mails()).hasSize(1);
    }
}
