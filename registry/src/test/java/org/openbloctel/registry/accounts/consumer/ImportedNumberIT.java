package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.list.publication.PublicationSettings;
import org.openbloctel.registry.list.publication.PublicationWatch;

/**
 * A number that the operator imported leaves the list by the person who proved it, or by the operator. A registration that was not
 * proved takes off what it put there, and nothing shows whether that was so.
 */
final class ImportedNumberIT {
    private static final String NUMBER = "06 39 98 00 01";

    private final ConsumerFixture fixture = new ConsumerFixture(false);
    private final Consumers consumers = fixture.consumers;

    @TempDir
    private Path folder = Path.of(".");

    private void importNumber() {
        fixture.pass(Duration.ofHours(1));
        try {
            new Publication(fixture.database, PublicationSettings.in(folder), fixture::now, PublicationWatch.SILENT)
                    .importNumbers(new ByteArrayInputStream(NUMBER.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fixture.pass(Duration.ofHours(1));
    }

    private Consumers.Opposed.Registered registered(String address) {
        Consumers.Opposed.Registered opposed = fixture.registered(NUMBER, address);
        fixture.mails();
        return opposed;
    }

    private void withdraw(Consumers.Opposed.Registered opposed) {
        fixture.pass(Duration.ofHours(1));
        consumers.withdraw(opposed.consumer(), opposed.registration().id());
    }

    private void prove(Consumers.Opposed.Registered opposed) {
        fixture.codes.send(opposed.consumer(), opposed.registration().id(), NumberCodes.Sender.Channel.SMS);
        fixture.codes.enter(opposed.consumer(), opposed.registration().id(), fixture.sender.codes.getLast());
    }

    @Test
    void staysWhenARegistrationWithoutProofIsWithdrawn() {
        importNumber();
        withdraw(registered(ConsumerFixture.CAMILLE));
        assertThat(fixture.listed(NUMBER)).isTrue();
    }

    @Test
    void staysWhenItWasImportedAfterTheRegistration() {
        Consumers.Opposed.Registered camille = registered(ConsumerFixture.CAMILLE);
        importNumber();
        withdraw(camille);
        assertThat(fixture.listed(NUMBER)).isTrue();
    }

    @Test
    void staysWhenAPersonWithoutProofErasesTheirData() {
        importNumber();
        Consumers.Opposed.Registered camille = registered(ConsumerFixture.CAMILLE);
        consumers.erase(camille.consumer(), null);
        assertThat(fixture.listed(NUMBER)).isTrue();
    }

    /** Twice, and by another address: what the first try left does not help the second. */
    @Test
    void staysHoweverOftenItIsRegistered() {
        importNumber();
        for (String address : List.of(ConsumerFixture.CAMILLE, ConsumerFixture.CAMILLE, ConsumerFixture.DOMINIQUE)) {
            withdraw(registered(address));
            assertThat(fixture.listed(NUMBER)).isTrue();
        }
    }

    @Test
    void leavesByThePersonWhoProvedIt() {
        importNumber();
        Consumers.Opposed.Registered camille = registered(ConsumerFixture.CAMILLE);
        prove(camille);
        withdraw(camille);
        assertThat(fixture.listed(NUMBER)).isFalse();
    }

    /** Another person's registration keeps it for now; what was imported stands no longer. */
    @Test
    void leavesWithTheLastRegistrationOnceAPersonWhoProvedItWithdrew() {
        importNumber();
        Consumers.Opposed.Registered camille = registered(ConsumerFixture.CAMILLE);
        Consumers.Opposed.Registered dominique = registered(ConsumerFixture.DOMINIQUE);
        prove(camille);
        withdraw(camille);
        assertThat(fixture.listed(NUMBER)).as("Dominique's").isTrue();
        withdraw(dominique);
        assertThat(fixture.listed(NUMBER)).isFalse();
    }

    @Test
    void leavesByALetterThatTheOperatorEnters() {
        importNumber();
        PaperRegistrations.Letter letter =
                new PaperRegistrations.Letter("C-1", "Camille Exemple", "1 rue X", NUMBER, Locale.FRENCH);
        Registration registration =
                fixture.paper.enter("staff:1", letter).registrations().getFirst();
        fixture.paper.withdraw("staff:1", registration.registrationNumber().digits(), "C-2");
        assertThat(fixture.listed(NUMBER)).isFalse();
    }

    @Test
    void numberThatRegistrationsAlonePutOnTheListLeavesWithTheLast() {
        Consumers.Opposed.Registered camille = registered(ConsumerFixture.CAMILLE);
        Consumers.Opposed.Registered dominique = registered(ConsumerFixture.DOMINIQUE);
        withdraw(camille);
        assertThat(fixture.listed(NUMBER)).isTrue();
        withdraw(dominique);
        assertThat(fixture.listed(NUMBER)).isFalse();
    }

    /** The accounts' side sees a revision each time, and no more than that. */
    @Test
    void isARevisionLikeAnyOther() {
        Consumers.Opposed.Registered camille = registered(ConsumerFixture.CAMILLE);
        long before = revision();
        withdraw(camille);
        assertThat(revision()).as("not imported").isEqualTo(before + 1);
        importNumber();
        Consumers.Opposed.Registered again = registered(ConsumerFixture.CAMILLE);
        before = revision();
        withdraw(again);
        assertThat(revision()).as("imported").isEqualTo(before + 1);
    }

    private long revision() {
        return fixture.database
                .list()
                .sql("select revision from list.head")
                .query(Long.class)
                .single();
    }
}
