package org.openbloctel.registry.service.helpdesk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.HelpdeskRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.SealedTexts;

/** A question is taken, answered, threaded and closed; its texts are shown to nobody else, and mailed to proved addresses alone. */
final class QuestionsIT {
    private final DeskWorld world = new DeskWorld();

    @Test
    void answerIsMailedOnceItsAddressIsProved() {
        Ticket ticket = world.ask();
        List<Outbox.Message> received = world.mails();
        assertThat(received).extracting(Outbox.Message::template).containsExactly("helpdesk/received");
        String token = DeskWorld.token(received);
        assertThat(world.questions.isProved(token)).isFalse();
        assertRefused(() -> world.questions.shown(token), HelpdeskRefusal.UnknownTicket.class);

        world.desk.answer(world.staff, ticket.id(), "Gardez les références.", false);
        Outbox.Message unproved = world.mails().getFirst();
        assertThat(unproved.parameters().toString()).doesNotContain("références");
        world.questions.prove(token);
        world.desk.note(world.staff, ticket.id(), "Ton agacé.");
        assertThat(world.questions.shown(token).messages())
                .extracting(Ticket.Message::text)
                .containsExactly("On m’appelle malgré l’inscription.", "Gardez les références.");
        world.desk.answer(world.staff, ticket.id(), "Et l’heure ?", true);
        Outbox.Message proved = world.mails().getFirst();
        assertThat(proved.parameters()).containsEntry("answer", "Et l’heure ?").containsEntry("waits", "yes");
        assertThat(world.seen(ticket.id()).state()).isEqualTo(Ticket.State.WAITING);
        assertThat(world.seen(ticket.id()).owner()).isEqualTo(world.staff);
    }

    @Test
    void copyOfTheDatabaseShowsNoWord() {
        Ticket ticket = world.ask();
        world.desk.note(world.staff, ticket.id(), "Ton agacé.");
        for (String trace : List.of("appel", "inscription", "inscript", "agac", "Encore")) {
            assertThat(world.contains(trace)).as(trace).isFalse();
        }
        assertThat(world.found("appelle")).containsExactly(ticket.id());
        assertThat(world.found("appelés malgré")).containsExactly(ticket.id());
        assertThat(world.found("agace")).containsExactly(ticket.id());
        assertThat(world.found("facture")).isEmpty();
        assertThat(world.found("de la")).isEmpty();
        assertThat(world.details("ticket:none")).containsExactly(Map.entry("found", "0"));
        for (String named : List.of("camille@example.org", "06 39 98 12 34")) {
            assertRefused(() -> world.found(named), HelpdeskRefusal.SearchesPerson.class);
        }
        assertThat(world.found(ticket.reference().spelled().toLowerCase(Locale.ROOT)))
                .containsExactly(ticket.id());
    }

    @Test
    void questionsOfOneNetworkAreVisibleAsAFloodForADayAndItsNetworkIsForgotten() {
        for (int i = 1; i < HelpDesk.MIN_FLOOD; i++) {
            flood("203.0.113." + i);
        }
        flood("198.51.100.1");
        flood("nonsense");
        world.ask();
        assertThat(world.desk.flooded()).isEmpty();
        flood("203.0.113.200");
        assertThat(world.desk.flooded()).hasSize(HelpDesk.MIN_FLOOD);
        assertThat(world.contains("203.0.113")).isFalse();
        world.now = world.now.plus(HelpDesk.FLOOD_SPAN).plusSeconds(1);
        assertThat(world.desk.flooded()).isEmpty();
        world.now = world.now.plus(Duration.ofDays(7));
        world.desk.forget();
        assertThat(world.owner()
                        .sql("select count(*) from accounts.ticket where network is not null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void flood(String from) {
        world.questions.ask(new Questions.Typed("flot@example.org", "Flot", "Encore.", "", from), Locale.FRENCH);
    }

    @Test
    void listIsSortedAndReadPageByPage() {
        List<UUID> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            world.now = world.now.plusSeconds(60);
            asked.add(world.ask().id());
        }
        world.desk.answer(world.staff, asked.getFirst(), "Voilà.", false);
        assertThat(page(HelpDesk.TicketQuery.Order.DUE, 0))
                .as("due on one day: the latest change first")
                .containsExactlyElementsOf(asked.subList(2, 5).reversed());
        assertThat(page(HelpDesk.TicketQuery.Order.DUE, 3)).containsExactly(asked.get(1), asked.getFirst());
        assertThat(page(HelpDesk.TicketQuery.Order.EARLIEST, 0)).containsExactlyElementsOf(asked.subList(0, 3));
        world.now = world.now.plusSeconds(60);
        world.desk.answer(world.staff, asked.get(2), "Voilà.", false);
        assertThat(page(HelpDesk.TicketQuery.Order.LATEST, 0).getFirst()).isEqualTo(asked.get(2));
        assertThat(page(HelpDesk.TicketQuery.Order.DUE, 5)).isEmpty();
    }

    private List<UUID> page(HelpDesk.TicketQuery.Order order, int skip) {
        return world.desk.search("staff:a", new HelpDesk.TicketQuery(null, null, false, "", order), skip, 3).stream()
                .map(Ticket::id)
                .toList();
    }

    @Test
    void ticketOfAnotherPersonIsNotThere() {
        UUID consumer = world.consumer("lou@example.org");
        TicketAsker lou = TicketAsker.consumer(consumer, Locale.FRENCH);
        Ticket ticket = world.questions.ask(lou, "Ma lettre", "Où est-elle ?");
        assertThat(world.questions.of(lou)).extracting(Ticket::id).containsExactly(ticket.id());
        TicketAsker other = TicketAsker.consumer(UUID.randomUUID(), Locale.FRENCH);
        TicketAsker member = TicketAsker.member(UUID.randomUUID(), UUID.randomUUID(), Locale.FRENCH);
        for (TicketAsker stranger : List.of(other, member)) {
            assertThat(world.questions.of(stranger)).isEmpty();
            assertRefused(() -> world.questions.one(stranger, ticket.id()), HelpdeskRefusal.UnknownTicket.class);
            assertRefused(
                    () -> world.questions.reply(stranger, ticket.id(), "Et moi ?"),
                    HelpdeskRefusal.UnknownTicket.class);
        }
        assertThat(world.mails().getFirst().parameters())
                .containsEntry("link", "https://oppose.example/espace/questions/" + ticket.id());
        assertThat(world.questions.export(consumer)).hasSize(1);
        world.questions.erase(consumer);
        assertThat(world.questions.of(lou)).isEmpty();
        assertThat(world.audited("consumer:" + consumer)).contains("ticket.erased");
    }

    @Test
    void ticketsWithTheProvedAddressOfAnAccountGoWithIt() {
        UUID consumer = world.consumer(DeskWorld.CAMILLE);
        Ticket unproved = world.ask();
        world.mails();
        Ticket proved = world.ask();
        world.questions.prove(DeskWorld.token(world.mails()));
        assertThat(world.questions.export(consumer)).extracting(Ticket::id).containsExactly(proved.id());
        world.questions.erase(consumer);
        assertThat(world.questions.export(consumer)).isEmpty();
        assertRefused(() -> world.seen(proved.id()), HelpdeskRefusal.UnknownTicket.class);
        assertThat(world.seen(unproved.id()).proved())
                .as("anyone may type an address")
                .isFalse();
    }

    @Test
    void wrongLinkShowsNothing() {
        world.ask();
        String token = DeskWorld.token(world.mails());
        for (String wrong : List.of(
                "", "x", token.substring(1), (token.startsWith("A") ? "B" : "A") + token.substring(1), token + "A")) {
            assertRefused(() -> world.questions.prove(wrong), HelpdeskRefusal.UnknownTicket.class);
        }
    }

    /** Not the case of a letter, nor one bit of the id or of the print. */
    @Test
    void everyBitOfALinkCounts() {
        world.ask();
        String token = DeskWorld.token(world.mails());
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] other = bytes.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            String wrong = Base64.getUrlEncoder().withoutPadding().encodeToString(other);
            assertRefused(() -> world.questions.prove(wrong), HelpdeskRefusal.UnknownTicket.class);
        }
        for (String wrong : List.of(token + "!", token + "\u0000", " " + token, token + token)) {
            assertRefused(() -> world.questions.prove(wrong), HelpdeskRefusal.UnknownTicket.class);
        }
        world.questions.prove(token);
        assertThat(world.questions.isProved(token)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Ticket.State.class)
    void actIsDoneInTheStatesThatLeadToItsOwn(Ticket.State state) {
        Ticket ticket = world.ask();
        UUID id = ticket.id();
        switch (state) {
            case NEW -> {}
            case ANSWERED, WAITING -> world.desk.answer(world.staff, id, "Réponse.", state == Ticket.State.WAITING);
            case CLOSED -> world.desk.close(world.staff, id);
        }
        world.mails();
        Map<Ticket.State, Runnable> acts = Map.of(
                Ticket.State.NEW, () -> world.desk.reopen(world.staff, id),
                Ticket.State.ANSWERED, () -> world.desk.answer(world.staff, id, "Réponse.", false),
                Ticket.State.WAITING, () -> world.desk.answer(world.staff, id, "Question.", true),
                Ticket.State.CLOSED, () -> world.desk.close(world.staff, id));
        for (Ticket.State next : Ticket.State.values()) {
            Runnable act = requireNonNull(acts.get(next));
            if (!state.mayBecome(next)) {
                Ticket before = world.seen(id);
                assertRefused(act::run, HelpdeskRefusal.WrongTicketState.class);
                assertThat(world.seen(id)).as("%s to %s", state, next).isEqualTo(before);
                assertThat(world.mails()).isEmpty();
            }
        }
        Ticket.State next = state.next().iterator().next();
        requireNonNull(acts.get(next)).run();
        assertThat(world.seen(id).state()).isEqualTo(next);
        assertThat(world.seen(id).dueAt() != null).as("an answer is due").isEqualTo(next == Ticket.State.NEW);
    }

    /** To the microsecond: both terms are at least as long as the page says. */
    @Test
    void termsEndAfterTheirLastInstant() {
        Ticket ticket = world.ask();
        world.desk.answer(world.staff, ticket.id(), "Réponse.", true);
        world.now = world.now.plus(HelpDesk.OPEN_AFTER_ANSWER);
        world.desk.closeAnswered();
        assertThat(world.seen(ticket.id()).state()).isEqualTo(Ticket.State.WAITING);
        world.now = world.now.plus(1, ChronoUnit.MICROS);
        world.desk.closeAnswered();
        assertThat(world.seen(ticket.id()).state()).isEqualTo(Ticket.State.CLOSED);
        world.now = world.now.plus(HelpDesk.KEPT);
        assertThat(world.desk.forget()).isZero();
        world.now = world.now.plus(1, ChronoUnit.MICROS);
        assertThat(world.desk.forget()).isEqualTo(1);
        assertThat(world.contains("")).as("no message is left").isFalse();
    }

    @Test
    void answersThatComeAtOnceAreAllKeptAndTheTicketIsOfOneOfThem() throws Exception {
        Ticket ticket = world.ask();
        world.mails();
        AtOnce.times(4, () -> {
            world.desk.answer(world.staff, ticket.id(), "Réponse.", false);
            return true;
        });
        assertThat(world.seen(ticket.id()).messages())
                .extracting(Ticket.Message::kind)
                .containsExactly(
                        Ticket.Kind.QUESTION,
                        Ticket.Kind.ANSWER,
                        Ticket.Kind.ANSWER,
                        Ticket.Kind.ANSWER,
                        Ticket.Kind.ANSWER);
        assertThat(world.mails()).hasSize(4);
        assertThat(world.seen(ticket.id()).owner()).isEqualTo(world.staff);
    }

    @Test
    void answeredTicketIsClosedAfter14DaysAndReopenedByAReply() {
        Ticket ticket = world.ask();
        String token = DeskWorld.token(world.mails());
        world.questions.prove(token);
        world.now = world.now.plus(Duration.ofDays(20));
        world.desk.closeAnswered();
        assertThat(world.seen(ticket.id()).state()).as("not answered").isEqualTo(Ticket.State.NEW);
        assertThat(world.desk.overdue()).isEqualTo(1);
        world.desk.answer(world.staff, ticket.id(), "Gardez les références.", false);
        world.now = world.now.plus(Duration.ofDays(14)).plusSeconds(1);
        world.desk.closeAnswered();
        assertThat(world.seen(ticket.id()).state()).isEqualTo(Ticket.State.CLOSED);
        assertRefused(
                () -> world.desk.answer(world.staff, ticket.id(), "Encore", false),
                HelpdeskRefusal.WrongTicketState.class);
        world.questions.reply(token, "Encore une chose.");
        assertThat(world.seen(ticket.id()).state()).isEqualTo(Ticket.State.NEW);
        world.desk.close(world.staff, ticket.id());
        world.now = world.now.plus(HelpDesk.KEPT).plusSeconds(1);
        assertThat(world.desk.forget()).isEqualTo(1);
        assertRefused(() -> world.seen(ticket.id()), HelpdeskRefusal.UnknownTicket.class);
    }

    @Test
    void noteRestartsNoTermAndAClosedTicketIsKeptFromItsClosing() {
        Ticket ticket = world.ask();
        world.desk.answer(world.staff, ticket.id(), "Gardez les références.", false);
        world.now = world.now.plus(Duration.ofDays(13));
        world.desk.note(world.staff, ticket.id(), "Ton agacé.");
        world.now = world.now.plus(Duration.ofDays(1)).plusSeconds(1);
        world.desk.closeAnswered();
        assertThat(world.seen(ticket.id()).state()).isEqualTo(Ticket.State.CLOSED);
        world.now = world.now.plus(HelpDesk.KEPT).minusSeconds(1);
        assertThat(world.desk.forget()).as("closed by the job").isZero();
        world.now = world.now.plusSeconds(2);
        assertThat(world.desk.forget()).isEqualTo(1);
        Ticket other = world.ask();
        world.now = world.now.plus(HelpDesk.KEPT).plusSeconds(1);
        world.desk.close(world.staff, other.id());
        assertThat(world.desk.forget()).as("closed today").isZero();
    }

    @Test
    void caseIsFoundByThreeWaysAndEachLookIsAudited() {
        UUID consumer = world.consumer(DeskWorld.CAMILLE);
        Ticket unproved = world.ask();
        String number = world.consumers
                .space(consumer)
                .registrations()
                .getFirst()
                .registrationNumber()
                .spelled();
        for (String typed : List.of(" Camille@Example.org ", number)) {
            PersonCases.PersonCase found = world.cases.find("staff:a", typed, PersonCases.PersonCase.Purpose.RIGHTS);
            assertThat(requireNonNull(found.file()).registrations().getFirst().number())
                    .contains("••");
            assertThat(found.tickets()).extracting(Ticket::id).containsExactly(unproved.id());
        }
        assertThat(world.audited("consumer:" + consumer)).contains("person-case.read", "person-case.read");
        assertThat(world.details("consumer:" + consumer)).containsEntry("purpose", "RIGHTS");
        String reference = unproved.reference().spelled();
        assertThat(world.cases
                        .find("staff:a", reference, PersonCases.PersonCase.Purpose.QUESTION)
                        .file())
                .as("anyone may type another person's address")
                .isNull();
        assertThat(world.details("case:none"))
                .containsEntry("ids", unproved.id().toString());
        world.questions.prove(DeskWorld.token(world.mails()));
        assertThat(world.cases
                        .find("staff:a", reference, PersonCases.PersonCase.Purpose.QUESTION)
                        .file())
                .isNotNull();
        PersonCases.PersonCase none =
                world.cases.find("staff:a", "nul@example.org", PersonCases.PersonCase.Purpose.FAULT);
        assertThat(none.file()).isNull();
        assertThat(world.audited("case:none")).contains("person-case.read");
        assertRefused(
                () -> world.cases.find("staff:a", "Camille", PersonCases.PersonCase.Purpose.FAULT),
                HelpdeskRefusal.NotACase.class);
    }

    @Test
    void publishedTextNamesNobody() {
        for (String text : List.of("Écrivez à a@b.fr", "Appelez le 06 39 98 12 34", "0639981234")) {
            assertRefused(() -> DeskTexts.answer(text), HelpdeskRefusal.NamesSomebody.class);
        }
        assertThat(DeskTexts.answer("Le 33700, en 2026, sous 30 jours.")).isNotEmpty();
    }

    /** Written by the release before {@code SealedTexts}: the format and the keys stay. */
    @Test
    void textsAndWordsOfAnEarlierReleaseAreRead() {
        byte[] key = new byte[MasterKeys.KEY_BYTES];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        world.owner()
                .sql("insert into accounts.ticket_key (wrapped) values (?)")
                .param(world.keys.wrap(key, "tickets"))
                .update();
        SealedTexts texts = Questions.TicketSeal.texts(world.database, world.keys);
        byte[] text = HexFormat.of()
                .parseHex(
                        "6465666768696a6b6c6d6e6f97dcd646af5e324e00fee09fab53e74531661e025524d231fb61384a6b45666999e38c17"
                                + "1b04f997505d79c17c35d607d9e0d72ea9da24");
        assertThat(texts.open(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"), "message:1", text))
                .isEqualTo("On m’appelle malgré l’inscription.");
        assertThat(texts.words("Mutuelles")).containsExactly(-8329394493768344199L);
        assertThat(texts.print("link", "x")).isEqualTo(HexFormat.of().parseHex("a8ff48146cda842b5725dcd2cc8a116f"));
    }
}
