package org.openbloctel.registry.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.calls.mailbox.Taking.Place;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.scrub.engine.Seed;

/** Who is told what, how often; and that no phone number goes into a mail. */
final class MailNoticesIT {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private MailWorld world;

    @BeforeEach
    void start() {
        world = new MailWorld(folder);
    }

    private void stranger(String address) {
        assertThat(world.mailbox.turnAway(
                        world.taken(), world.from(address, "<1@x.example>"), new SenderJudgement.Stranger(address)))
                .isEqualTo(Taking.Outcome.STRANGER);
    }

    @Test
    void strangerIsToldOnceADayAsAnAnswerInTheirLanguage() {
        stranger("a@x.example");
        assertThat(world.mails())
                .containsExactly(new Outbox.Message(
                        "a@x.example",
                        Locale.ENGLISH,
                        "mailbox/stranger",
                        Map.of(Outbox.Message.IN_REPLY_TO, "<1@x.example>")));
        stranger("a@x.example");
        world.files.later(DAY.minusMillis(1));
        stranger("a@x.example");
        assertThat(world.mails()).isEmpty();
        world.files.later(Duration.ofMillis(1));
        stranger("a@x.example");
        assertThat(world.mails()).hasSize(1);
    }

    @Test
    void strangersTogetherAreToldOnlySoOftenInADay() {
        for (int i = 0; i < 10; i++) {
            stranger("a" + i + "@x.example");
        }
        assertThat(world.mails()).hasSize(MailWorld.STRANGERS_A_DAY);
        world.files.later(DAY);
        stranger("a9@x.example");
        assertThat(world.mails()).hasSize(1);
    }

    @Test
    void memberWhoseNameIsMisusedIsToldOnceADayWithOneEntryInTheTrail() {
        Member member = world.member("camille@example.org");
        Member other = world.member("dominique@example.org");
        for (int i = 0; i < 3; i++) {
            impersonated(member);
        }
        impersonated(other);
        assertThat(world.mails())
                .extracting(Outbox.Message::recipient)
                .containsExactlyInAnyOrder("camille@example.org", "dominique@example.org");
        assertThat(world.audit.about(member.actor(), 10)).hasSize(1);
        world.files.later(DAY);
        impersonated(member);
        assertThat(world.mails()).hasSize(1);
    }

    private Taking.Outcome impersonated(Member member) {
        return world.mailbox.turnAway(
                world.taken(), world.from(member.email(), "<1@x.example>"), new SenderJudgement.Impersonated(member));
    }

    @Test
    void misuseIsToldHoweverManyStrangersWereAnswered() {
        for (int i = 0; i < 5; i++) {
            stranger("a" + i + "@x.example");
        }
        world.mails();
        impersonated(world.member("camille@example.org"));
        assertThat(world.mails()).hasSize(1);
    }

    @Test
    void manyMailsInOneNameAtOnceAreToldOnce() throws Exception {
        Member member = world.member("camille@example.org");
        List<Callable<Taking.Outcome>> runs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Taking.Mine mine = world.taken();
            runs.add(() -> world.mailbox.turnAway(
                    mine, world.from(member.email(), "<1@x.example>"), new SenderJudgement.Impersonated(member)));
        }
        assertThat(AtOnce.<Taking.Outcome>all(runs)).hasSize(6).containsOnly(Taking.Outcome.IMPERSONATED);
        assertThat(world.mails()).hasSize(1);
    }

    @Test
    void whoIsBelievedIsNotTurnedAway() {
        Member member = world.member("camille@example.org");
        Place place = world.place();
        Taking.Mine mine = (Taking.Mine) world.mailbox.take(place);
        assertThatThrownBy(() -> world.mailbox.turnAway(
                        mine, world.from(member.email(), "<1@x.example>"), new SenderJudgement.Accepted(member)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(world.mailbox.take(place)).as("not settled").isInstanceOf(Taking.Others.class);
    }

    @Test
    void addressesOfStrangersAreKeptAsHashesAndForgottenAfterADay() {
        stranger("a@x.example");
        assertThat(recipients()).singleElement().asString().doesNotContain("x.example");
        world.files.later(DAY.minusMillis(1));
        world.mailbox.forget();
        assertThat(recipients()).hasSize(1);
        world.files.later(Duration.ofMillis(1));
        world.mailbox.forget();
        assertThat(recipients()).isEmpty();
    }

    private List<String> recipients() {
        return world.database
                .accounts()
                .sql("select recipient from accounts.mailbox_notice")
                .query(String.class)
                .list();
    }

    @Test
    void numberInTheNameOfAFileOrCampaignIsInNoAnswer() throws IOException {
        SplittableRandom random = Seed.random(MailNoticesIT.class);
        Member member = world.member("camille@example.org");
        Pattern nineDigits = Pattern.compile("(?:\\p{Nd}[^\\p{Nd}\\p{L}]{0,3}){9}");
        for (int i = 0; i < 6; i++) {
            String number = written(random);
            Intake intake = world.mailbox
                    .open(world.taken(), world.from(member.email(), "<" + i + "@example.org>"), member)
                    .orElseThrow();
            intake.file("liste " + number + ".csv", MailWorld.content(SubmissionFixture.FILE));
            intake.passOver(number + ".png");
            intake.settle();
            world.mailbox.open(world.taken(), world.from(member.email(), "<c@example.org>", "x " + number), member);
            world.scrub();
            world.answers().answerDue();
            for (Outbox.Message mail : world.mails()) {
                mail.parameters().forEach((key, text) -> {
                    if (!key.endsWith(".id")) {
                        assertThat(nineDigits.matcher(text).find())
                                .as("%s of %s: %s", key, number, text)
                                .isFalse();
                    }
                });
            }
            world.files.later(DAY);
        }
    }

    /** A number for fiction as people write them. */
    private static String written(SplittableRandom random) {
        String[] betweens = {"", " ", ".", "-", "_", "\u00a0", "\u202f", "\u2011", ". ", " - "};
        String between = betweens[random.nextInt(betweens.length)];
        String[] starts = {"06", "+33" + between + "6", "0033" + between + "6", "+33 (0)6", "(06)"};
        StringBuilder text = new StringBuilder(starts[random.nextInt(starts.length)]);
        for (String pair : List.of("39", "98", "00", Integer.toString(10 + random.nextInt(90)))) {
            text.append(between).append(pair);
        }
        return random.nextInt(4) > 0
                ? text.toString()
                : text.chars()
                        .mapToObj(c -> Character.toString(c >= '0' && c <= '9' ? c - '0' + 0xff10 : c))
                        .reduce("", String::concat);
    }
}
