package org.openbloctel.server.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.calls.mailbox.Envelope;
import org.openbloctel.registry.calls.mailbox.Intake;
import org.openbloctel.registry.calls.mailbox.Mailbox;
import org.openbloctel.registry.calls.mailbox.Taking;
import org.openbloctel.registry.calls.mailbox.Taking.Place;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;
import org.openbloctel.server.platform.settings.Settings;

/** Servers that die, mail servers that go away, two of everything: each content once, each mail answered once. */
@Tag("check-long")
final class MailboxFaultsIT {
    private static final String OWNER = "000000018@example.org";
    private static final String CALM = "openbloctel.http.requests-a-minute.company=100000";

    /** Whose own job reads once an hour: each test reads when it wants to. */
    private final MailSite site = new MailSite(CALM, "openbloctel.mailbox.seconds=3600");

    @BeforeEach
    void start() {
        site.hurries("mailbox.answer", "outbox.send");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void mailServerThatGoesAwayAndComesBackLosesNothing() {
        MailboxReader reader = reader(site.server);
        site.post.until(() -> site.count("mailbox_state where read_at is not null and reader_until is null") == 1);
        site.post.closeDoors();
        reader.read();
        assertThat(site.count("mailbox_state where failing_since is not null")).isEqualTo(1);
        assertThat(site.server
                        .visitor(site.server.staff())
                        .get("/operateur/depots")
                        .body())
                .contains("La boîte ne peut pas être lue");
        site.post.openDoors();
        site.post.send(Letter.from(OWNER).file("a.csv", MailSite.FILE));
        reader.read();
        site.post.answer(OWNER, 1);
        assertThat(site.count("mailbox_state where failing_since is null and fault = ''"))
                .isEqualTo(1);
        assertThat(site.submissions()).isEqualTo(1);
    }

    /** The server dies twice: once after it had only seen the mail, once when a file of it was in the vault already. */
    @Test
    void mailThatADeadServerLeftIsTakenUpWithTheSameOutcome() throws Exception {
        Mailbox mailbox = site.server.bean(Mailbox.class);
        Place place = new Place("depot@127.0.0.1/INBOX", site.post.validity(), 1);
        Taking.Mine dead = (Taking.Mine) mailbox.take(place);
        assertThat(mailbox.take(place)).isInstanceOf(Taking.Others.class);
        site.server.clock().move(Duration.ofMinutes(6));
        Taking.Mine second = (Taking.Mine) mailbox.take(place);
        assertThat(second.mail()).isEqualTo(dead.mail());
        Envelope envelope = new Envelope(
                java.util.List.of(OWNER),
                Envelope.Authentication.NONE,
                true,
                Optional.empty(),
                false,
                Optional.of("<a@example.org>"),
                Set.of(),
                Locale.FRENCH);
        UUID member = site.rows
                .sql("select id from accounts.member")
                .query(UUID.class)
                .single();
        Intake intake = mailbox.open(
                        second,
                        envelope,
                        site.server.bean(Members.class).find(member).orElseThrow())
                .orElseThrow();
        byte[] file = MailSite.FILE.getBytes(StandardCharsets.UTF_8);
        intake.file("a.csv", () -> new ByteArrayInputStream(file));
        // Two hours later: the content alone would not be known any more.
        site.server.clock().move(Duration.ofHours(2));
        try (ServerFixture heir = site.server.startAnother(Stream.of(site.post.settings(), site.server.shared())
                .flatMap(Stream::of)
                .toArray(String[]::new))) {
            heir.clock().move(Duration.ofHours(3));
            site.server.clock().set(heir.clock().instant());
            site.post.send(
                    Letter.from(OWNER).header("Message-ID", "<a@example.org>").file("a.csv", MailSite.FILE));
            assertThat(PostOffice.text(site.post.answer(OWNER, 1)))
                    .contains("a.csv")
                    .doesNotContain("déjà déposé");
            assertThat(site.submissions()).isEqualTo(1);
            assertThat(site.count("mailbox_mail")).isEqualTo(1);
            // A server that comes back after its turn passed on says nothing any more.
            org.assertj.core.api.Assertions.assertThatThrownBy(intake::settle)
                    .isInstanceOf(org.openbloctel.registry.calls.mailbox.Taking.TakenElsewhereException.class);
        }
    }

    /** The server dies after it settled a mail, before it took it out of the folder. */
    @Test
    void mailThatWasSettledButNotRemovedIsRemovedAndNotReadAgain() {
        MailboxReader reader = reader(site.server);
        site.post.until(() -> site.count("mailbox_state where read_at is not null and reader_until is null") == 1);
        site.post.send(Letter.from(OWNER).file("a.csv", MailSite.FILE));
        Mailbox mailbox = site.server.bean(Mailbox.class);
        Place place = new Place("depot@127.0.0.1/INBOX", site.post.validity(), 1);
        mailbox.giveUp((Taking.Mine) mailbox.take(place));
        reader.read();
        assertThat(site.post.lying("INBOX")).isZero();
        assertThat(site.post.lying("Refused")).isEqualTo(1);
        assertThat(site.submissions()).isZero();
        // What was set aside goes when its days are over, by the real day on which the mail server took it.
        site.server.clock().set(InstantSource.system().instant().plus(Duration.ofDays(9)));
        reader.read();
        assertThat(site.post.lying("Refused")).isZero();
    }

    @Test
    void connectionThatCannotBeProtectedIsNotUsed() {
        site.post.until(() -> site.count("mailbox_state where read_at is not null and reader_until is null") == 1);
        for (MailboxSettings unprotected : java.util.List.of(
                site.post.server(Settings.Protection.TLS), site.post.server(Settings.Protection.STARTTLS))) {
            site.rows
                    .sql("update accounts.mailbox_state set failing_since = null")
                    .update();
            new MailboxReader(
                            unprotected,
                            site.server.bean(Mailbox.class),
                            null,
                            site.server.bean(org.openbloctel.registry.calls.mailbox.Condition.class),
                            site.server.clock())
                    .read();
            assertThat(site.count("mailbox_state where failing_since is not null"))
                    .isEqualTo(1);
        }
    }

    @Test
    void sameFileByMailAndByProgramAtOnceIsOneSubmission() {
        Program program = new Program(site.server.address(), site.caller.key("obl_live_0000000001", "submissions"));
        for (int round = 1; round <= 5; round++) {
            byte[] file = (MailSite.FILE + "E;06399801" + (50 + round) + "\n").getBytes(StandardCharsets.UTF_8);
            CompletableFuture<Void> mail = CompletableFuture.runAsync(
                    () -> site.post.send(Letter.from(OWNER).file("a.csv", file)));
            program.submitted("b.csv", "", file);
            mail.join();
            int expected = round;
            site.post.until(() -> {
                reader(site.server).read();
                return site.mails("TAKEN") == expected;
            });
            site.post.answer(OWNER, round);
            assertThat(site.submissions()).isEqualTo(round);
        }
    }

    @Test
    void twoServersTakeEachMailOnce() {
        int mails = 30;
        try (ServerFixture second = site.server.startAnother(Stream.of(site.post.settings(CALM), site.server.shared())
                .flatMap(Stream::of)
                .toArray(String[]::new))) {
            MailboxReader other = reader(second);
            MailboxReader one = reader(site.server);
            for (int i = 0; i < mails; i++) {
                site.post.send(
                        Letter.from(OWNER).file("f" + i + ".csv", MailSite.FILE + "E;06399802" + (10 + i) + "\n"));
            }
            site.post.until(() -> {
                CompletableFuture.allOf(CompletableFuture.runAsync(other::read), CompletableFuture.runAsync(one::read))
                        .join();
                return site.post.lying("INBOX") == 0;
            });
            site.post.answer(OWNER, mails);
        }
        assertThat(site.submissions()).isEqualTo(mails);
        assertThat(site.mails("TAKEN")).isEqualTo(mails);
        assertThat(site.count("mailbox_mail")).isEqualTo(mails);
        assertThat(site.count("outbox where template = 'mailbox/report'")).isEqualTo(mails);
    }

    private MailboxReader reader(ServerFixture server) {
        return new MailboxReader(
                site.post.server(),
                server.bean(Mailbox.class),
                null,
                server.bean(org.openbloctel.registry.calls.mailbox.Condition.class),
                server.clock());
    }
}
