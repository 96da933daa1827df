package org.openbloctel.registry.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.COMPANY;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.FILE;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.bytes;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.sent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.Reception;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.LostAnswers;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.scrub.file.LayoutOptions;

/** A commit whose answer is lost may have been made: no file goes that a row may name. */
final class LostCommitIT {
    @TempDir
    private Path folder;

    private SubmissionFixture fixture;
    private LostAnswers connections;
    private Database database;

    @BeforeEach
    void start() {
        fixture = new SubmissionFixture(folder);
        connections = new LostAnswers(fixture.test.owner());
        database = new Database(connections, fixture.test.owner(), TestDatabase.KEYS);
    }

    @Test
    void receivedFileIsThereWhenItsSenderAsksAgainUnderTheSameKey() throws IOException {
        Sent keyed = sent("prospects.csv", LayoutOptions.NONE, Optional.of("key-1"));
        connections.loseNext();
        assertThatThrownBy(() -> fixture.reception(database).receive(keyed, bytes(FILE)))
                .isInstanceOf(RuntimeException.class);
        Reception.Admitted again = fixture.reception(database).receive(keyed, bytes(FILE));
        assertThat(again.again()).as("the first request was done").isTrue();
        fixture.queue().run(again.submission());
        Submission ready = fixture.submissions().get(COMPANY, again.submission());
        assertThat(ready.state()).isEqualTo(State.READY);
        assertThat(fixture.downloaded(ready, Returned.Kind.CALLABLE)).contains("0639980002");
    }

    @Test
    void returnedFilesStayWhenTheirPublishingIsNotAnswered() throws IOException {
        fixture.queue()
                .run(fixture.receive("Téléphone\n0639980009\n").id()); // so that the year's key of traces is there
        Submission received = fixture.receive(FILE);
        ScrubQueue queue = fixture.queue(database, 7);
        connections.loseNext();
        UUID id = received.id();
        assertThatThrownBy(() -> queue.run(id)).isInstanceOf(RuntimeException.class);
        Submission ready = fixture.get(received);
        assertThat(ready.state()).isEqualTo(State.READY);
        for (Returned.Kind kind : new Returned.Kind[] {
            Returned.Kind.CALLABLE, Returned.Kind.OPPOSED, Returned.Kind.UNCHECKED, Returned.Kind.VERDICTS
        }) {
            assertThat(fixture.downloaded(ready, kind)).as("%s", kind).isNotEmpty();
        }
        assertThat(fixture.charged).hasSize(2);
    }
}
