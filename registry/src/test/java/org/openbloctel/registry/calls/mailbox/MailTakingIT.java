package org.openbloctel.registry.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.calls.mailbox.Taking.Place;
import org.openbloctel.registry.calls.mailbox.Taking.TakenElsewhereException;
import org.openbloctel.registry.platform.database.AtOnce;

/** A mail is one server's at a time, and settled once, by the attempt that took it last. */
final class MailTakingIT {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final String FILE = SubmissionFixture.FILE;

    @TempDir
    private Path folder;

    private MailWorld world;

    @BeforeEach
    void start() {
        world = new MailWorld(folder);
    }

    @Test
    void mailIsOneServersUntilItsLeaseIsOver() {
        Place place = world.place();
        Taking.Mine first = (Taking.Mine) world.mailbox.take(place);
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(world.mailbox().take(place)).isInstanceOf(Taking.Others.class);
        world.files.later(LEASE.minusMillis(1));
        assertThat(world.mailbox().take(place)).isInstanceOf(Taking.Others.class);
        world.files.later(Duration.ofMillis(1));
        assertThat(world.mailbox().take(place))
                .as("the same mail, first seen when it was")
                .isEqualTo(new Taking.Mine(first.mail(), 2, first.seenAt()));
    }

    @Test
    void placeIsMailboxValidityAndNumberTogether() {
        Place place = new Place("imap.example/INBOX", 7, 1);
        Taking.Mine mine = (Taking.Mine) world.mailbox.take(place);
        for (Place other : List.of(
                new Place("imap.example/Other", 7, 1),
                new Place("imap.example/INBOX", 8, 1),
                new Place("imap.example/INBOX", 7, 2),
                new Place("imap.example/INBOX", 4_294_967_295L, 4_294_967_295L))) {
            assertThat(((Taking.Mine) world.mailbox.take(other)).mail()).isNotEqualTo(mine.mail());
        }
    }

    @Test
    void settledMailTellsWhatItCameToForEver() throws IOException {
        Member member = world.member("camille@example.org");
        Place place = world.place();
        Taking.Mine mine = (Taking.Mine) world.mailbox.take(place);
        Intake intake = world.mailbox
                .open(mine, world.from(member.email(), "<1@example.org>"), member)
                .orElseThrow();
        intake.file("prospects.csv", MailWorld.content(FILE));
        intake.settle();
        world.files.later(LEASE.multipliedBy(3));
        assertThat(world.mailbox.take(place)).isEqualTo(new Taking.Over(Taking.Outcome.TAKEN));
        world.scrub();
        assertThat(world.answers().answerDue()).isEqualTo(1);
        assertThat(world.mailbox.take(place)).isEqualTo(new Taking.Over(Taking.Outcome.TAKEN));
    }

    @Test
    void attemptThatWasTakenOverSaysNothingAnyMore() throws IOException {
        Member member = world.member("camille@example.org");
        Envelope envelope = world.from(member.email(), "<1@example.org>");
        Place place = world.place();
        Taking.Mine slow = (Taking.Mine) world.mailbox.take(place);
        Intake late = world.mailbox.open(slow, envelope, member).orElseThrow();
        late.file("prospects.csv", MailWorld.content(FILE));
        world.files.later(LEASE);
        Taking.Mine next = (Taking.Mine) world.mailbox().take(place);
        assertThatThrownBy(() -> late.file("more.csv", MailWorld.content(FILE + "Dora;0639980005\n")))
                .isInstanceOf(TakenElsewhereException.class);
        assertThatThrownBy(late::settle).isInstanceOf(TakenElsewhereException.class);
        assertThatThrownBy(() -> world.mailbox.giveUp(slow)).isInstanceOf(TakenElsewhereException.class);
        assertThatThrownBy(() ->
                        world.mailbox.turnAway(slow, envelope, new SenderJudgement.Stranger("nobody@example.org")))
                .isInstanceOf(TakenElsewhereException.class);
        assertThat(world.mails()).as("what was to be told went back with it").isEmpty();

        Intake again = world.mailbox.open(next, envelope, member).orElseThrow();
        again.file("prospects.csv", MailWorld.content(FILE));
        assertThat(again.settle()).isEqualTo(Taking.Outcome.TAKEN);
        assertThat(world.submissions()).hasSize(1);
        assertThatThrownBy(again::settle).as("once").isInstanceOf(TakenElsewhereException.class);
    }

    @Test
    void lettingGoGivesTheMailToTheNextTurnAtOnce() {
        Place place = world.place();
        world.mailbox.letGo((Taking.Mine) world.mailbox.take(place));
        assertThat(((Taking.Mine) world.mailbox.take(place)).attempt()).isEqualTo(2);
    }

    @Test
    void lettingGoOfAMailThatAnotherHasTakesNothingFromThem() {
        Place place = world.place();
        Taking.Mine slow = (Taking.Mine) world.mailbox.take(place);
        world.files.later(LEASE);
        assertThat(((Taking.Mine) world.mailbox.take(place)).attempt()).isEqualTo(2);
        world.mailbox.letGo(slow);
        assertThat(world.mailbox.take(place)).isInstanceOf(Taking.Others.class);
    }

    @Test
    void manyServersTakeEachMailOnceAndTakeOverWhatADeadOneLeft() throws Exception {
        List<Place> places = IntStream.range(0, 40).mapToObj(n -> world.place()).toList();
        List<Taking.Mine> first = together(AtOnce.times(4, () -> taken(places)));
        assertThat(first).extracting(Taking.Mine::mail).doesNotHaveDuplicates().hasSize(40);
        world.files.later(LEASE);
        List<Taking.Mine> second = together(AtOnce.times(4, () -> taken(places)));
        assertThat(second)
                .hasSize(40)
                .allMatch(mine -> mine.attempt() == 2)
                .extracting(Taking.Mine::mail)
                .containsExactlyInAnyOrderElementsOf(
                        first.stream().map(Taking.Mine::mail).toList());
    }

    private List<Taking.Mine> taken(List<Place> places) {
        List<Taking.Mine> mine = new ArrayList<>();
        for (Place place : places) {
            if (world.mailbox().take(place) instanceof Taking.Mine one) {
                mine.add(one);
            }
        }
        return mine;
    }

    private static <T> List<T> together(List<? extends List<T>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    @Test
    void settledMailIsForgottenAfterThirtyDaysAndOneThatWaitsForItsAnswerIsNot() throws IOException {
        Member member = world.member("camille@example.org");
        Place silent = world.place();
        world.mailbox.turnAway(
                (Taking.Mine) world.mailbox.take(silent), world.from("x@y.example", ""), new SenderJudgement.Silent());
        world.send(member, "<1@example.org>", "prospects.csv", FILE);
        world.files.later(Mailbox.KNOWN);
        assertThat(world.mailbox.forget()).isZero();
        world.files.later(Duration.ofMillis(1));
        assertThat(world.mailbox.forget()).as("the silent one").isEqualTo(1);
        assertThat(world.mailbox.take(silent)).isInstanceOf(Taking.Mine.class);
        world.scrub();
        assertThat(world.answers().answerDue()).isEqualTo(1);
        assertThat(world.mailbox.forget()).as("answered since").isEqualTo(1);
    }

    @Test
    void oneReaderIsAtAMailboxUntilItGoesOrGivesNoSign() throws Exception {
        Condition condition = new Condition(world.database, world.files.clock(), world.policy);
        List<UUID> began = together(AtOnce.times(8, () -> {
            UUID reader = UUID.randomUUID();
            return condition.begin(reader) ? List.of(reader) : List.<UUID>of();
        }));
        assertThat(began).hasSize(1);
        UUID reader = began.getFirst();
        UUID other = UUID.randomUUID();
        condition.end(other);
        assertThat(condition.begin(other)).as("one may not end another's turn").isFalse();
        world.files.later(LEASE.minusSeconds(1));
        assertThat(condition.begin(reader)).as("goes on").isTrue();
        world.files.later(LEASE.minusSeconds(1));
        assertThat(condition.begin(other)).isFalse();
        world.files.later(Duration.ofSeconds(1));
        assertThat(condition.begin(other)).as("the reader gave no sign").isTrue();
        assertThat(condition.begin(reader)).isFalse();
        condition.end(other);
        assertThat(condition.begin(reader)).isTrue();
    }

    @Test
    void conditionTellsSinceWhenTheMailboxCannotBeReadAndWhatWaits() throws IOException {
        Condition condition = new Condition(world.database, world.files.clock(), world.policy);
        assertThat(condition.now().readAt()).isEmpty();
        condition.failed("unreachable");
        var since = world.files.now;
        world.files.later(Duration.ofMinutes(10));
        condition.failed("refused");
        assertThat(condition.now().failingSince()).as("since the first").contains(since);
        assertThat(condition.now().fault()).isEqualTo("refused");
        condition.read();
        assertThat(condition.now().failingSince()).isEmpty();
        assertThat(condition.now().fault()).isEmpty();
        assertThat(condition.now().readAt()).contains(world.files.now);
        world.send(world.member("camille@example.org"), "<1@example.org>", "prospects.csv", FILE);
        assertThat(condition.now().waiting()).isEqualTo(1);
        assertThat(new HashSet<>(world.submissions())).hasSize(1);
    }
}
