package org.openbloctel.server.calls.consent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.consent.ConsentFields;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.EvidenceFiles;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Component;

/**
 * Records what a member declares on a page. It goes the way of a line of a file, to the judge that the API asks. The file that proves it
 * is read as it comes, and kept encrypted once the consent is recorded. Thread-safe.
 */
@Component
final class DeclaredConsents {
    private final Consents consents;
    private final EvidenceFiles evidence;

    DeclaredConsents(Consents consents, EvidenceFiles evidence) {
        this.consents = consents;
        this.evidence = evidence;
    }

    /** Records the consent first: its evidence is kept for a consent that stands. The same form again adds what is missing. */
    Consents.Answer record(SignedIn.Member who, NewConsentForm form, String name, InputStream content)
            throws IOException {
        byte @Nullable [] file = name.isBlank() ? null : EvidenceFiles.read(content);
        Map<ConsentFields.Column, String> line = form.line();
        if (file != null) {
            String digest = EvidenceFiles.digest(file);
            if (!form.digest().isEmpty() && !form.digest().equals(digest)) {
                throw new RefusedException(new LawRefusal.OtherEvidence());
            }
            line.put(ConsentFields.Column.EVIDENCE, digest);
        }
        Consents.Answer answer = consents.record(who.company(), who.actor(), false, List.of(ConsentFields.claim(line)))
                .getFirst();
        Refusal refusal = answer.refusal();
        UUID id = answer.id();
        if (refusal != null) {
            throw new RefusedException(refusal);
        }
        if (file != null && id != null) {
            evidence.put(who.company(), who.actor(), id, new ByteArrayInputStream(file));
        }
        return answer;
    }
}
