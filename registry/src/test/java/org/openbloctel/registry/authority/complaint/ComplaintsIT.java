package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.CALLER;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.INSPECTOR;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.NUMBER;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.OTHER_NUMBER;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.filing;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.ComplaintRefusal;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** A complaint is filed by anyone, seen by its complainant alone, and nothing about it is learnt by others. */
final class ComplaintsIT {
    private static final String CAMILLE = "camille@example.org";
    private static final String DOMINIQUE = "dominique@example.org";

    private final ComplaintWorld world = new ComplaintWorld();

    @Test
    void complaintOfAVisitorIsKeptAndShownByItsLinkAlone() {
        Complaints.Filed filed = world.file(filing());
        Complaint seen = world.seen(filed);
        assertThat(seen.reference()).isEqualTo(filed.reference());
        assertThat(seen.state()).isEqualTo(ComplaintState.RECEIVED);
        assertThat(seen.words()).isEqualTo(filing().words());
        assertThat(seen.number()).isEqualTo(filing().number());
        assertThat(seen.caller()).isEqualTo(filing().caller());
        assertThat(seen.broken()).containsExactly("calling-hours");
        assertThat(seen.unsure()).contains("consent");
        String token = world.complaints.token(filed.id());
        for (String wrong :
                List.of("", "x", token.substring(1), changed(token, 0), changed(token, token.length() - 2))) {
            assertThatThrownBy(() -> world.complaints.shown(wrong)).satisfies(ComplaintsIT::isUnknown);
        }
    }

    private static String changed(String token, int at) {
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
    }

    private static void isUnknown(Throwable thrown) {
        assertThat(((RefusedException) thrown).refusal()).isInstanceOf(ComplaintRefusal.UnknownComplaint.class);
    }

    @Test
    void copyOfTheDatabaseShowsNeitherNumbersNorWordsNorNetworks() {
        world.file(filing());
        for (String trace :
                List.of("639981234", "199003456", "moitié", "moiti", "Mutuelle", "mutuel", "192.0.2", "c0000207")) {
            assertThat(world.contains(trace)).as(trace).isFalse();
        }
        UUID first = world.owner()
                .sql("select number from accounts.complaint")
                .query(UUID.class)
                .single();
        assertThat(world.database.accountsNumbers().open(first)).isEqualTo(33_639_981_234L);
    }

    @Test
    void displayAndSpeakerAreKeptAndAQuestionLeftOpenStaysOpen() {
        Filing open = filing();
        Filing heard = new Filing(
                open.number(),
                null,
                open.calls(),
                0,
                open.subject(),
                null,
                null,
                null,
                List.of(),
                open.words(),
                null,
                Filing.Display.HIDDEN,
                Filing.Speaker.UNKNOWN);
        assertThat(world.seen(world.file(heard)).answers())
                .isEqualTo(new Complaint.Answers(null, null, null, Filing.Display.HIDDEN, Filing.Speaker.UNKNOWN));
        assertThat(world.seen(world.file(open)).answers())
                .isEqualTo(new Complaint.Answers(false, null, null, null, null));
    }

    @Test
    void complaintThatIsRolledBackTakesNoKeyWithIt() {
        assertThatThrownBy(() -> world.database.runInAccounts(() -> {
                    world.file(filing());
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        Complaints.Filed filed = world.file(filing());
        Complaints restarted = world.restarted();
        assertThat(restarted.shown(restarted.token(filed.id())).words()).isEqualTo(filing().words());
    }

    @Test
    void complaintWaitsForAMoveOfTheFirstAndDoesNotJoinOneThatIsClosed() throws Exception {
        Complaints.Filed first = world.file(filing());
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Complaints.Filed> second = world.database.inAccounts(() -> {
                world.desk.close(INSPECTOR, first.id(), ClosingReason.NO_BREACH);
                Future<Complaints.Filed> filing = threads.submit(() -> world.file(filing()));
                while (!filing.isDone() && waiting(threads) == 0) {
                    Thread.onSpinWait();
                }
                return filing;
            });
            assertThat(world.desk.byReference(
                            INSPECTOR, second.get().reference().spelled()))
                    .map(Complaint.Referred::first)
                    .contains(second.get().id());
        }
    }

    /** On a connection of its own: a transaction sees the sessions of its beginning. */
    private long waiting(ExecutorService threads) {
        return CompletableFuture.supplyAsync(() -> world.database.lockWaits().count(), threads)
                .join();
    }

    @Test
    void secondComplaintAboutACallJoinsTheFirstUnseen() {
        Complaints.Filed first = world.file(filing());
        world.now = world.now.plusSeconds(60);
        Complaints.Filed second =
                world.file(filing(NUMBER, CALLER, "Autre récit", "2026-11-24T19:30:00Z", "2026-11-25T10:00:00Z"));
        assertThat(second.reference()).isNotEqualTo(first.reference());
        assertThat(second.again()).isFalse();
        assertThat(world.seen(second).words().said()).isEqualTo("Autre récit");
        assertThat(world.seen(first).words()).isEqualTo(filing().words());
        world.file(filing(OTHER_NUMBER, CALLER, "", "2026-11-24T19:30:00Z"));
        world.file(filing(NUMBER, CALLER, "", "2026-11-24T19:31:00Z"));
        world.file(filing(NUMBER, "", "", "2026-11-24T19:30:00Z"));
        List<ComplaintQuery.Row> rows = world.desk.search(INSPECTOR, world.query(""), 10);
        assertThat(rows).hasSize(4);
        assertThat(rows).extracting(ComplaintQuery.Row::joined).containsExactlyInAnyOrder(1, 0, 0, 0);
    }

    @Test
    void twoComplaintsThatComeAtOnceJoin() throws Exception {
        AtOnce.times(8, () -> world.file(filing()));
        List<ComplaintQuery.Row> rows = world.desk.search(INSPECTOR, world.query(""), 10);
        assertThat(rows).extracting(ComplaintQuery.Row::joined).containsExactly(7);
    }

    /** Another person's complaints, the list and the outcome of an earlier complaint change nothing in what a visitor sees. */
    @Test
    void answerToAVisitorIsNoOracle() {
        Filing past = filing(NUMBER, CALLER, "", "2026-08-07T09:00:00Z");
        Complaint before = world.seen(world.file(past));
        world.desk.close(INSPECTOR, before.id(), ClosingReason.OUT_OF_SCOPE);
        world.consumer(CAMILLE);
        world.now = world.now.plus(Duration.ofDays(40));
        Complaint after = world.seen(world.file(past));
        assertThat(after.broken()).isEqualTo(before.broken());
        assertThat(after.unsure()).isEqualTo(before.unsure()).contains("opposition-list");
        assertThat(after.state()).isEqualTo(ComplaintState.RECEIVED);
        assertThat(after.steps()).hasSize(1);
    }

    @Test
    void consumerIsToldOfTheListForTheirOwnNumberAlone() {
        world.now = java.time.Instant.parse("2026-06-25T17:00:00Z");
        UUID camille = world.consumer(CAMILLE);
        world.now = java.time.Instant.parse("2026-08-09T17:00:00Z");
        Filing inForce = filing(NUMBER, CALLER, "", "2026-08-07T09:00:00Z");
        Filing tooSoon = filing(NUMBER, CALLER, "", "2026-06-26T09:00:00Z");
        assertThat(world.complaints
                        .one(
                                camille,
                                world.complaints.file(camille, inForce, null).id())
                        .broken())
                .containsExactly("opposition-list");
        Complaint early = world.complaints.one(
                camille, world.complaints.file(camille, tooSoon, null).id());
        assertThat(early.broken()).isEmpty();
        assertThat(early.unsure()).doesNotContain("opposition-list");
        Filing others = filing(OTHER_NUMBER, CALLER, "", "2026-08-07T09:00:00Z");
        assertThatThrownBy(() -> world.complaints.file(camille, others, null))
                .satisfies(thrown -> assertThat(((RefusedException) thrown).refusal())
                        .isInstanceOf(ConsumerRefusal.UnknownRegistration.class));
    }

    @Test
    void consumerSeesTheirOwnComplaintsAndNoOthers() {
        UUID camille = world.consumer(CAMILLE);
        Complaints.Filed own = world.complaints.file(camille, filing(), "192.0.2.7");
        Complaints.Filed again = world.complaints.file(camille, filing(), "192.0.2.7");
        assertThat(again.again()).isTrue();
        assertThat(again.reference()).isEqualTo(own.reference());
        Complaints.Filed inTheirName = world.file(filing());
        assertThat(world.complaints.of(camille))
                .extracting(Complaint.Summary::id)
                .containsExactly(own.id());
        assertThatThrownBy(() -> world.complaints.one(camille, inTheirName.id()))
                .satisfies(ComplaintsIT::isUnknown);
        UUID dominique = world.consumer(DOMINIQUE);
        assertThat(world.complaints.of(dominique)).isEmpty();
        assertThatThrownBy(() -> world.complaints.one(dominique, own.id())).satisfies(ComplaintsIT::isUnknown);
    }

    @Test
    void newsGoesToAnAddressOnlyOnceItsMailWasRead() {
        Complaints.Filed filed = world.file(filing());
        world.complaints.follow(filed.id(), " Dominique@Example.org", Locale.ENGLISH);
        Outbox.Message asked = world.mails().getFirst();
        assertThat(asked.template()).isEqualTo("complaint/follow");
        assertThat(asked.recipient()).isEqualTo(DOMINIQUE);
        UUID company = world.company("732829320", "Exemple SA");
        world.desk.attribute(INSPECTOR, filed.id(), company);
        assertThat(world.mails()).isEmpty();

        String proof = ComplaintWorld.tokenOf(asked);
        assertThatThrownBy(() -> world.complaints.prove(world.complaints.token(filed.id())))
                .as("the page's own link proves nothing")
                .satisfies(ComplaintsIT::isUnknown);
        assertThatThrownBy(() -> world.complaints.shown(proof)).satisfies(ComplaintsIT::isUnknown);
        assertThat(world.complaints.shown(world.complaints.prove(proof)).news()).isEqualTo(Complaint.News.PROVED);
        world.desk.close(INSPECTOR, filed.id(), ClosingReason.CORRECTED);
        assertThat(world.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.locale()).isEqualTo(Locale.ENGLISH);
            assertThat(mail.parameters()).containsEntry("state", "CLOSED").containsEntry("reason", "CORRECTED");
            assertThat(mail.parameters().toString())
                    .doesNotContain("Exemple SA")
                    .doesNotContain("39 98");
            assertThat(world.complaints.shown(ComplaintWorld.tokenOf(mail)).id())
                    .isEqualTo(filed.id());
        });
        world.complaints.unfollow(world.complaints.token(filed.id()));
        assertThat(world.contains("dominique")).isFalse();
    }

    @Test
    void addressGetsFiveMailsADayAndNoMore() {
        for (int i = 0; i < Complaints.PER_ADDRESS + 2; i++) {
            Complaints.Filed filed = world.file(filing());
            world.complaints.follow(filed.id(), DOMINIQUE, Locale.FRENCH);
            world.complaints.unfollow(world.complaints.token(filed.id()));
        }
        assertThat(world.mails()).hasSize(Complaints.PER_ADDRESS);
    }

    @Test
    void erasedConsumerLeavesNeitherNumberNorWordsAndACaseKeepsThemUntilItIsClosed() {
        UUID camille = world.consumer(CAMILLE);
        Complaints.Filed alone = world.complaints.file(camille, filing(), "192.0.2.7");
        Filing second = filing(NUMBER, CALLER, "Encore", "2026-11-25T10:00:00Z");
        Complaints.Filed inCase = world.complaints.file(camille, second, "192.0.2.7");
        world.desk.attribute(INSPECTOR, inCase.id(), world.company("732829320", "Exemple SA"));
        UUID caseFile = UUID.randomUUID();
        world.desk.takeIntoCase(INSPECTOR, inCase.id(), caseFile);
        world.complaints.erase(camille);
        world.consumers.erase(camille, null);
        assertThat(world.seen(alone).number()).isNull();
        assertThat(world.seen(alone).words()).isEqualTo(new Filing.Words("", "", ""));
        assertThat(world.seen(alone).caller()).as("who called stays").isEqualTo(filing().caller());
        assertThat(world.seen(inCase).words().said()).isEqualTo("Encore");
        assertThat(world.contains(camille.toString())).isFalse();
        world.desk.closeInCase(INSPECTOR, inCase.id(), caseFile, ClosingReason.NO_BREACH);
        world.complaints.forget();
        assertThat(world.seen(inCase).number()).isNull();
        assertThat(world.seen(inCase).words().said()).isEmpty();
    }

    /** As by a server of the version before, which knows no complaints, or between the two transactions of an erasure. */
    @Test
    void consumerWhoIsErasedWithoutTheirComplaintsLeavesNeitherNumberNorWordsToTheNextRun() {
        UUID camille = world.consumer(CAMILLE);
        Complaints.Filed own = world.complaints.file(camille, filing(), "192.0.2.7");
        Complaints.Filed ofAVisitor = world.file(filing(OTHER_NUMBER, CALLER, "", "2026-11-24T19:30:00Z"));
        world.consumers.erase(camille, null);
        world.complaints.forget();
        assertThat(world.seen(own).number()).isNull();
        assertThat(world.seen(own).words()).isEqualTo(new Filing.Words("", "", ""));
        assertThat(world.seen(ofAVisitor).number()).isNotNull();
    }

    @Test
    void signsAreForgottenInAMonthAndComplaintsInThreeYearsUnlessACaseNeedsThem() {
        Complaints.Filed settled = world.file(filing());
        Complaints.Filed open = world.file(filing(OTHER_NUMBER, CALLER, "", "2026-11-24T19:30:00Z"));
        world.complaints.follow(settled.id(), DOMINIQUE, Locale.FRENCH);
        world.desk.attribute(INSPECTOR, open.id(), world.company("732829320", "Exemple SA"));
        world.desk.takeIntoCase(INSPECTOR, open.id(), UUID.randomUUID());
        assertThat(world.complaints.forget()).isZero();
        world.now = world.now.plus(Duration.ofDays(31));
        assertThat(world.complaints.forget()).isPositive();
        assertThat(world.contains("dominique")).isFalse();
        assertThat(signs()).isZero();
        world.now = world.now.plus(Duration.ofDays(40));
        assertThat(world.complaints.forget())
                .as("counts of a caller and a company")
                .isEqualTo(2);
        world.now = world.now.plus(Duration.ofDays(1_060));
        assertThat(world.complaints.forget()).isEqualTo(1);
        assertThatThrownBy(() -> world.seen(settled)).satisfies(ComplaintsIT::isUnknown);
        assertThat(world.seen(open).state()).isEqualTo(ComplaintState.IN_CASE);
    }

    private long signs() {
        return world.owner()
                .sql("select count(*) from accounts.complaint where network is not null or wording is not null")
                .query(Long.class)
                .single();
    }

    /** Written by the release before {@code SealedTexts}: the format and the keys stay. */
    @Test
    void textsAndWordsOfAnEarlierReleaseAreRead() {
        byte[] key = new byte[MasterKeys.KEY_BYTES];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        world.owner()
                .sql("insert into accounts.complaint_key (wrapped) values (?)")
                .param(world.keys.wrap(key, "complaints"))
                .update();
        ComplaintSeal seal = new ComplaintSeal(world.database, world.keys);
        byte[] said = HexFormat.of()
                .parseHex(
                        "6465666768696a6b6c6d6e6fff6c5b9205d985bc434a393f9ec766c50c539c7b69bd09c4e3c09a1f29ba538beda7a7dc"
                                + "2b25bfcbb92763f9fa");
        assertThat(seal.texts().open(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"), "said", said))
                .isEqualTo("Une mutuelle à moitié prix.");
        assertThat(seal.texts().words("Mutuelles")).containsExactly(9191301524564149480L);
        assertThat(seal.texts().print("link", "x"))
                .isEqualTo(HexFormat.of().parseHex("815439ae3db91bbb5a0363afaa9e9c27"));
    }
}
