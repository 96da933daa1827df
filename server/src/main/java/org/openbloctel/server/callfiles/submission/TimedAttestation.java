package org.openbloctel.server.callfiles.submission;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.openbloctel.registry.callfiles.scrubbing.Attestation;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Certifies, and takes the time since the file was received, once it is sure that the returned files are there. */
final class TimedAttestation implements Attestation {
    private final Attestation attestation;
    private final Submissions submissions;
    private final Timer ready;

    TimedAttestation(Attestation attestation, Submissions submissions, Timer ready) {
        this.attestation = attestation;
        this.submissions = submissions;
        this.ready = ready;
    }

    @Override
    public String certify(Facts facts) {
        Instant received = submissions.queuedAt(facts.submission());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                ready.record(Duration.between(received, facts.at()));
            }
        });
        return attestation.certify(facts);
    }
}
