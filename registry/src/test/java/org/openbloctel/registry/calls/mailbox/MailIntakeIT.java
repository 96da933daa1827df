package org.openbloctel.registry.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.callfiles.intake.Allowance;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.mailbox.Taking.Place;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** What becomes of the files of a mail, and what its sender is answered. */
final class MailIntakeIT {
    private static final String FILE = SubmissionFixture.FILE;

    @TempDir
    private Path folder;

    private MailWorld world;
    private Member member;

    @BeforeEach
    void start() {
        world = new MailWorld(folder);
        member = world.member("camille@example.org");
    }

    private Intake intake(Taking.Mine mine, String messageId) {
        return world.mailbox
                .open(mine, world.from(member.email(), messageId), member)
                .orElseThrow();
    }

    private Outbox.Message answer() {
        assertThat(world.answers().answerDue()).isEqualTo(1);
        return answered();
    }

    private Outbox.Message answered() {
        List<Outbox.Message> mails = world.mails();
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().recipient()).isEqualTo(member.email());
        return mails.getFirst();
    }

    @Test
    void allFilesOfAMailAreAnsweredTogetherOnceTheLastIsSettled() throws IOException {
        Intake intake = intake(world.taken(), "<1@example.org>");
        intake.file("one.csv", MailWorld.content(FILE));
        intake.passOver("signature.png");
        intake.file("two.csv", MailWorld.content("Nom;Téléphone\nDora;0639980005\n"));
        assertThat(intake.settle()).isEqualTo(Taking.Outcome.TAKEN);
        assertThat(world.answers().answerDue()).isZero();
        assertThat(world.files.queue().runNext()).isTrue();
        assertThat(world.answers().answerDue()).as("one is not scrubbed yet").isZero();
        world.scrub();

        Outbox.Message mail = answer();
        assertThat(mail.template()).isEqualTo("mailbox/report");
        assertThat(mail.parameters())
                .containsEntry(Outbox.Message.IN_REPLY_TO, "<1@example.org>")
                .containsEntry("files.0.name", "one.csv")
                .containsEntry("files.0.kind", "checked")
                .containsEntry("files.0.rows", "3")
                .containsEntry("files.0.notListed", "1")
                .containsEntry("files.0.opposed", "1")
                .containsEntry("files.0.unchecked", "1")
                .containsEntry("files.0.certificate", "certificate-1")
                .containsEntry("files.1.kind", "passed-over")
                .containsEntry("files.2.name", "two.csv")
                .containsEntry("files.2.again", "");
        assertThat(world.answers().answerDue()).as("once").isZero();
        assertThat(world.submissions()).hasSize(2).allMatch(one -> one.channel() == Sent.Channel.MAIL);
    }

    @Test
    void sameMailAgainComesToNothingAndTheSameFileInAnotherMailIsNoted() throws IOException {
        assertThat(world.send(member, "<1@example.org>", "prospects.csv", FILE)).isEqualTo(Taking.Outcome.TAKEN);
        assertThat(world.send(member, "<1@example.org>", "prospects.csv", FILE)).isEqualTo(Taking.Outcome.DUPLICATE);
        world.files.later(Duration.ofSeconds(1));
        assertThat(world.send(member, "<2@example.org>", "prospects.csv", FILE)).isEqualTo(Taking.Outcome.TAKEN);
        assertThat(world.submissions()).hasSize(1);
        world.scrub();
        assertThat(world.answers().answerDue()).isEqualTo(2);
        assertThat(world.mails())
                .extracting(mail -> mail.parameters().get("files.0.again"))
                .containsExactlyInAnyOrder("", "again");
    }

    @Test
    void sameMessageIdWithOtherFilesOrOfAnotherSenderIsAnotherMail() throws IOException {
        Member second = world.member("dominique@example.org");
        assertThat(world.send(member, "<1@example.org>", "prospects.csv", FILE)).isEqualTo(Taking.Outcome.TAKEN);
        assertThat(world.send(member, "<1@example.org>", "prospects.csv", FILE + "Dora;0639980005\n"))
                .isEqualTo(Taking.Outcome.TAKEN);
        assertThat(world.send(member, "<1@example.org>", "other.csv", FILE)).isEqualTo(Taking.Outcome.TAKEN);
        assertThat(world.send(second, "<1@example.org>", "prospects.csv", FILE)).isEqualTo(Taking.Outcome.TAKEN);
    }

    @Test
    void mailsWithoutAMessageIdAreEachAnswered() throws IOException {
        assertThat(world.send(member, "", "prospects.csv", FILE)).isEqualTo(Taking.Outcome.TAKEN);
        assertThat(world.send(member, "", "prospects.csv", FILE)).isEqualTo(Taking.Outcome.TAKEN);
        world.scrub();
        assertThat(world.answers().answerDue()).isEqualTo(2);
        assertThat(world.mails()).noneMatch(mail -> mail.parameters().containsKey(Outbox.Message.IN_REPLY_TO));
    }

    @Test
    void sameMailInTwoFoldersAtOnceIsAnsweredOnce() throws Exception {
        for (int round = 0; round < 3; round++) {
            String id = "<" + round + "@example.org>";
            String file = FILE + "Dora;063998010" + round + "\n";
            CyclicBarrier bothReady = new CyclicBarrier(4);
            List<Future<Taking.Outcome>> runs = new ArrayList<>();
            try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 4; i++) {
                    Taking.Mine mine = world.taken();
                    runs.add(pool.submit(() -> {
                        Intake intake = intake(mine, id);
                        intake.file("prospects.csv", MailWorld.content(file));
                        bothReady.await();
                        return intake.settle();
                    }));
                }
                List<Taking.Outcome> outcomes = new ArrayList<>();
                for (Future<Taking.Outcome> run : runs) {
                    outcomes.add(run.get());
                }
                assertThat(outcomes)
                        .containsExactlyInAnyOrder(
                                Taking.Outcome.TAKEN,
                                Taking.Outcome.DUPLICATE,
                                Taking.Outcome.DUPLICATE,
                                Taking.Outcome.DUPLICATE);
            }
            assertThat(world.submissions()).hasSize(round + 1);
        }
        world.scrub();
        assertThat(world.answers().answerDue()).isEqualTo(3);
    }

    @Test
    void manyServersAnswerEachMailOnce() throws Exception {
        for (int i = 0; i < 12; i++) {
            world.send(member, "<" + i + "@example.org>", "prospects.csv", FILE);
        }
        world.scrub();
        List<Integer> answered = AtOnce.times(4, () -> world.answers().answerDue());
        assertThat(answered.stream().mapToInt(Integer::intValue).sum()).isEqualTo(12);
        assertThat(world.mails())
                .extracting(mail -> mail.parameters().get(Outbox.Message.IN_REPLY_TO))
                .hasSize(12)
                .doesNotHaveDuplicates();
    }

    @Test
    void mailThatCannotBeAnsweredKeepsNoOtherWaiting() throws IOException {
        world.mailbox.refuseUnreadable(world.taken(), world.from(member.email(), "<1@example.org>"), member);
        world.files.later(Duration.ofSeconds(1));
        world.send(member, "<2@example.org>", "prospects.csv", FILE);
        world.scrub();
        RefusalWords olderServers = (code, arguments, locale) -> {
            throw new IllegalStateException("no words for " + code);
        };
        assertThatThrownBy(() -> world.answers(olderServers).answerDue())
                .as("the job fails, for the operator to see")
                .isInstanceOf(IllegalStateException.class);
        assertThat(answered().parameters()).containsEntry(Outbox.Message.IN_REPLY_TO, "<2@example.org>");
        assertThat(answer().parameters())
                .containsEntry(Outbox.Message.IN_REPLY_TO, "<1@example.org>")
                .containsEntry("files.0.code", "BT-0770");
    }

    @Test
    void mailThatWasInterruptedIsTakenUpWithTheSameOutcome() throws IOException {
        Place place = world.place();
        Taking.Mine first = (Taking.Mine) world.mailbox.take(place);
        world.files.later(Duration.ofSeconds(1));
        intake(first, "<1@example.org>").file("one.csv", MailWorld.content(FILE));
        UUID one = world.submissions().getFirst().id();
        world.files.later(Duration.ofMinutes(5));

        Intake second = intake((Taking.Mine) world.mailbox.take(place), "<1@example.org>");
        second.file("one.csv", MailWorld.content(FILE));
        second.file("two.csv", MailWorld.content(FILE + "Dora;0639980005\n"));
        assertThat(second.settle()).isEqualTo(Taking.Outcome.TAKEN);
        assertThat(world.submissions()).hasSize(2).extracting(Submission::id).contains(one);
        world.scrub();
        assertThat(answer().parameters())
                .containsEntry("files.0.id", one.toString())
                .as("this mail's own file was not there before it")
                .containsEntry("files.0.again", "");
    }

    @Test
    void attachmentThatCannotBeReadIsRefusedAndTheOthersAreTaken() throws IOException {
        Intake intake = intake(world.taken(), "<1@example.org>");
        intake.file("broken.csv", () -> {
            throw new IOException("bad base64");
        });
        intake.file("empty.csv", MailWorld.content(""));
        intake.file("good.csv", MailWorld.content(FILE));
        assertThat(intake.settle()).isEqualTo(Taking.Outcome.TAKEN);
        world.scrub();
        assertThat(answer().parameters())
                .containsEntry("files.0.code", "BT-0767")
                .containsEntry("files.0.cure", "cure of BT-0767")
                .containsEntry("files.1.code", "BT-0402")
                .containsEntry("files.2.kind", "checked");
        assertThat(world.submissions()).hasSize(1);
    }

    @Test
    void refusalOfOursIsNoAnswerAndTheMailIsTakenUpLater() throws IOException {
        Allowance usual = world.files.allowance;
        refuse(new ListRefusal.ListNotFresh());
        Place place = world.place();
        Intake intake = intake((Taking.Mine) world.mailbox.take(place), "<1@example.org>");
        assertThatThrownBy(() -> intake.file("prospects.csv", MailWorld.content(FILE)))
                .isInstanceOf(RefusedException.class);
        world.files.allowance = usual;
        world.mailbox = world.mailbox();
        world.files.later(Duration.ofMinutes(5));
        Intake again = intake((Taking.Mine) world.mailbox.take(place), "<1@example.org>");
        again.file("prospects.csv", MailWorld.content(FILE));
        assertThat(again.settle()).isEqualTo(Taking.Outcome.TAKEN);
    }

    @Test
    void companyWithoutAPlanIsToldSo() throws IOException {
        refuse(new CompanyRefusal.NoPlan());
        assertThat(world.send(member, "<1@example.org>", "prospects.csv", FILE)).isEqualTo(Taking.Outcome.TAKEN);
        assertThat(answer().parameters()).containsEntry("files.0.code", new CompanyRefusal.NoPlan().code());
        assertThat(world.submissions()).isEmpty();
    }

    private void refuse(Refusal why) {
        world.files.allowance = new Allowance() {
            @Override
            public void require(UUID company) {
                throw new RefusedException(why);
            }

            @Override
            public void requireVerified(UUID company) {}

            @Override
            public void charge(UUID company, UUID submission, long lines) {}
        };
        world.mailbox = world.mailbox();
    }

    @Test
    void mailWithoutAFileIsAnsweredThatNoneWasFound() {
        Intake intake = intake(world.taken(), "<1@example.org>");
        intake.passOver("logo.png");
        assertThat(intake.settle()).isEqualTo(Taking.Outcome.REFUSED);
        assertThat(answer().parameters())
                .containsEntry("files.0.kind", "passed-over")
                .containsEntry("files.1.code", "BT-0760");
    }

    @Test
    void auditorMaySendNothing() {
        Member auditor = world.member(MailWorld.COMPANY, "auditor@example.org", "AUDITOR");
        Place place = world.place();
        Optional<Intake> none = world.mailbox.open(
                (Taking.Mine) world.mailbox.take(place), world.from(auditor.email(), "<1@example.org>"), auditor);
        assertThat(none).isEmpty();
        assertThat(world.mailbox.take(place)).isEqualTo(new Taking.Over(Taking.Outcome.REFUSED));
        assertThat(world.answers().answerDue()).isEqualTo(1);
        assertThat(world.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.recipient()).isEqualTo(auditor.email()));
    }

    @Test
    void memberWhoLeftBeforeTheAnswerIsNotAnswered() throws IOException {
        world.send(member, "<1@example.org>", "prospects.csv", FILE);
        world.scrub();
        world.leaves(member);
        assertThat(world.answers().answerDue()).isEqualTo(1);
        assertThat(world.mails()).isEmpty();
        assertThat(world.answers().answerDue()).as("and no mail waits any more").isZero();
    }

    @Test
    void messageIdIsForgottenOnceItWasAnswered() throws IOException {
        world.send(member, "<secret-word@example.org>", "prospects.csv", FILE);
        world.scrub();
        answer();
        assertThat(world.database
                        .accounts()
                        .sql("select count(*) from accounts.mailbox_mail where message_id is not null")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(world.send(member, "<secret-word@example.org>", "prospects.csv", FILE))
                .as("and the same mail is known all the same")
                .isEqualTo(Taking.Outcome.DUPLICATE);
    }

    @Test
    void campaignIsFoundByItsIdOrByItsNameAsPeopleWriteIt() throws IOException {
        Campaign autumn = world.campaign(MailWorld.COMPANY, "Été 2026 : isolation");
        world.campaign(MailWorld.COMPANY, "Autre");
        for (String named : List.of(
                autumn.id().toString(),
                autumn.id().toString().toUpperCase(java.util.Locale.ROOT),
                "Été 2026 : isolation",
                "ETE-2026-isolation",
                " été  2026 / Isolation ",
                "e\u0301te\u0301 2026 isolation")) {
            assertThat(chosen(named)).as(named).contains(autumn);
        }
        assertThat(chosen()).isEmpty();
        assertThat(chosen("ref 12", "ete-2026-isolation"))
                .as("of several words in brackets one has to be one")
                .contains(autumn);
    }

    private Optional<Campaign> chosen(String... named) {
        return new CampaignChoice(world.campaigns).of(MailWorld.COMPANY, java.util.Set.of(named));
    }

    @Test
    void whatNamesNoCampaignOrSeveralIsRefusedForAllOfTheMail() {
        Campaign theirs = world.campaign(MailWorld.OTHER, "Leur campagne");
        world.campaign(MailWorld.COMPANY, "Une");
        world.campaign(MailWorld.COMPANY, "Deux");
        world.campaign(MailWorld.COMPANY, "Double");
        world.campaign(MailWorld.COMPANY, "double !");
        assertRefused("BT-0762", "Trois");
        assertRefused("BT-0762", "");
        assertRefused("BT-0762", "…");
        assertRefused("BT-0762", theirs.id().toString());
        assertRefused("BT-0762", UUID.randomUUID().toString());
        assertRefused("BT-0763", "Une", "Deux");
        assertRefused("BT-0763", "Double");
        assertThat(world.submissions()).isEmpty();
    }

    @Test
    void agentSendsForItsPrincipalUntilTheMandateEndsInParis() {
        Campaign theirs = world.campaign(MailWorld.OTHER, "Leur campagne");
        world.mandate(LocalDate.of(2026, 11, 25));
        assertThat(chosen(theirs.id().toString())).contains(theirs);
        world.files.now = java.time.Instant.parse("2026-11-25T22:59:59Z");
        assertThat(chosen(theirs.id().toString())).contains(theirs);
        world.files.now = java.time.Instant.parse("2026-11-25T23:00:00Z");
        assertRefused("BT-0712", theirs.id().toString());
    }

    private void assertRefused(String code, String... named) {
        Place place = world.place();
        Taking.Mine mine = (Taking.Mine) world.mailbox.take(place);
        assertThat(world.mailbox.open(
                        mine, world.from(member.email(), "<" + place.uid() + "@example.org>", named), member))
                .isEmpty();
        assertThat(world.mailbox.take(place)).isEqualTo(new Taking.Over(Taking.Outcome.REFUSED));
        assertThat(answer().parameters()).containsEntry("files.0.code", code);
    }
}
