package org.openbloctel.registry.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.accounts.company.Member;

/** Who a mail is from: only what the receiving server vouches for, meant for us and sent of late, is believed. */
final class MailSendersIT {
    private static final String EMAIL = "camille@example.org";

    @TempDir
    private Path folder;

    private MailWorld world;
    private Member member;

    @BeforeEach
    void start() {
        world = new MailWorld(folder);
        member = world.member(EMAIL);
    }

    private SenderJudgement judge(String from, String signer, boolean toUs, Optional<Instant> sentAt) {
        return world.mailbox.judge(
                MailWorld.envelope(List.of(from), MailWorld.signedBy(signer), toUs, sentAt, "<1@example.org>"));
    }

    private SenderJudgement sent(String from, String signer) {
        return judge(from, signer, true, Optional.of(world.files.now));
    }

    @Test
    void signedMailOfAMemberIsBelievedHoweverItsAddressIsWritten() {
        for (String from : List.of(EMAIL, "Camille@Example.ORG", "  camille@example.org ")) {
            assertThat(sent(from, "example.org")).as(from).isEqualTo(new SenderJudgement.Accepted(member));
        }
    }

    @Test
    void memberWhoseAddressNothingProvesIsToldAndNotBelieved() {
        SenderJudgement impersonated = new SenderJudgement.Impersonated(member);
        assertThat(sent(EMAIL, "other.example")).isEqualTo(impersonated);
        assertThat(judge(EMAIL, "example.org", false, Optional.of(world.files.now)))
                .as("a signed mail to another recipient, sent on")
                .isEqualTo(impersonated);
        assertThat(judge(EMAIL, "example.org", true, Optional.empty()))
                .as("without a date")
                .isEqualTo(impersonated);
    }

    @Test
    void signedMailIsBelievedForLessThanAWeekAndByAClockLessThanADayFast() {
        Instant now = world.files.now;
        Duration tick = Duration.ofMillis(1);
        assertThat(believed(now.minus(Duration.ofDays(7)))).isFalse();
        assertThat(believed(now.minus(Duration.ofDays(7)).plus(tick))).isTrue();
        assertThat(believed(now.plus(Duration.ofDays(1)).minus(tick))).isTrue();
        assertThat(believed(now.plus(Duration.ofDays(1)))).isFalse();
        assertThat(believed(Instant.MIN)).as("a date of nowhere").isFalse();
        assertThat(believed(Instant.MAX)).isFalse();
    }

    private boolean believed(Instant sentAt) {
        return judge(EMAIL, "example.org", true, Optional.of(sentAt)) instanceof SenderJudgement.Accepted;
    }

    @Test
    void strangerIsToldOnlyAtAnAddressThatIsProved() {
        assertThat(sent("nobody@elsewhere.example", "elsewhere.example"))
                .isEqualTo(new SenderJudgement.Stranger("nobody@elsewhere.example"));
        assertThat(sent("nobody@elsewhere.example", "other.example")).isEqualTo(new SenderJudgement.Silent());
    }

    @Test
    void memberWhoLeftTheirCompanyIsAStranger() {
        world.leaves(member);
        assertThat(sent(EMAIL, "example.org")).isEqualTo(new SenderJudgement.Stranger(EMAIL));
    }

    @Test
    void operatorsOwnPeopleAreNoMembers() {
        world.database
                .accounts()
                .sql("update accounts.credential set realm = 'STAFF' where id = ?")
                .param(member.id())
                .update();
        assertThat(sent(EMAIL, "example.org")).isEqualTo(new SenderJudgement.Stranger(EMAIL));
    }

    @Test
    void mailOfMachinesOfOursAndWithoutOneSenderIsSilent() {
        world.member(MailWorld.ADDRESS);
        world.member("postmaster@example.org");
        for (List<String> from : List.of(
                List.<String>of(),
                List.of(EMAIL, "second@example.org"),
                List.of(EMAIL, EMAIL),
                List.of("no address"),
                List.of("a@b"),
                List.of("a@example.org, b@example.org"),
                List.of("MAILER-DAEMON@example.org"),
                List.of("Postmaster@example.org"),
                List.of("FILES@registry.example"))) {
            Envelope.Authentication proof = MailWorld.signedBy("example.org", "registry.example", "b");
            assertThat(world.mailbox.judge(
                            MailWorld.envelope(from, proof, true, Optional.of(world.files.now), "<1@example.org>")))
                    .as("%s", from)
                    .isEqualTo(new SenderJudgement.Silent());
        }
    }

    @Test
    void automaticMailOfAMemberIsSilentThoughItIsSigned() {
        Envelope answer = new Envelope(
                List.of(EMAIL),
                MailWorld.signedBy("example.org"),
                true,
                Optional.of(world.files.now),
                true,
                Optional.empty(),
                Set.of(),
                Locale.FRENCH);
        assertThat(world.mailbox.judge(answer)).isEqualTo(new SenderJudgement.Silent());
    }

    @Test
    void domainWithAccentsIsComparedAsMailServersWriteIt() {
        Member accented = world.member("camille@été.example");
        assertThat(sent("camille@ÉTÉ.example", "xn--t-9fab.example")).isEqualTo(new SenderJudgement.Accepted(accented));
        assertThat(sent("camille@été.example", "ete.example")).isEqualTo(new SenderJudgement.Impersonated(accented));
    }
}
