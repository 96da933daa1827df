package org.openbloctel.server.calls.consent;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.consent.CompanyConsents;
import org.openbloctel.registry.calls.consent.ConsentLinks;
import org.openbloctel.registry.calls.consent.EvidenceFiles;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/consents/{id}}: one consent, and the file that proves it. */
@RestController
record OneConsentApi(CompanyConsents mine, ConsentLinks links, EvidenceFiles evidence) {
    /** A consent that the company recorded or that was given to it, as it stands now. */
    @Access(key = "consents")
    @GetMapping("/api/v1/consents/{id}")
    Map<String, @Nullable Object> one(SignedIn.Key key, @PathVariable("id") UUID id) {
        if (key.test()) {
            throw new RefusedException(new AccessRefusal.NotAllowed());
        }
        return ConsentView.of(mine.one(key.company(), id), evidence.has(id), links.of(id));
    }

    /** The file that proves a consent, whose digest was claimed; kept encrypted. */
    @Access(key = "consents")
    @PutMapping(path = "/api/v1/consents/{id}/evidence", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    Map<String, Object> keep(SignedIn.Key key, @PathVariable("id") UUID id, HttpServletRequest request)
            throws IOException {
        if (key.test()) {
            throw new RefusedException(new AccessRefusal.NotAllowed());
        }
        if (request.getContentLengthLong() > EvidenceFiles.MAX_BYTES) {
            throw EvidenceFiles.tooLarge();
        }
        EvidenceFiles.Kept kept = evidence.put(key.company(), key.actor(), id, request.getInputStream());
        return Map.of("evidence", kept.digest(), "size", kept.size());
    }

    /** A consent in the words of the API: its items are named as in a claim, its state as in a verdict. Stateless. */
    static final class ConsentView {
        private ConsentView() {}

        /**
         * The items of a consent.
         *
         * @param evidenceKept whether the file that proves it is kept here
         * @param withdrawal the link that lets the person see and withdraw it
         */
        static Map<String, @Nullable Object> of(GivenConsent consent, boolean evidenceKept, String withdrawal) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            shown.put("id", consent.id().toString());
            shown.put("reference", consent.reference());
            shown.put("principal", consent.siren());
            shown.put("recordedBy", consent.recordedBy());
            shown.put("thirdParties", consent.thirdPartySirens());
            shown.put("goods", consent.goods());
            shown.put("sectors", consent.sectorCodes());
            shown.put("subject", consent.subjectId());
            shown.put("text", consent.text());
            shown.put("channel", consent.channel());
            shown.put("evidence", consent.evidence());
            shown.put("evidenceKept", evidenceKept);
            shown.put("givenAt", consent.givenAt().toString());
            shown.put("until", consent.until().toString());
            shown.put("recordedAt", consent.recordedAt().toString());
            shown.put("completedAt", text(consent.completedAt()));
            shown.put("subjectAt", text(consent.subjectAt()));
            shown.put("state", consent.confirmed() ? "CONFIRMED" : "CLAIMED");
            shown.put("confirmedAt", text(consent.confirmedAt()));
            shown.put("withdrawnAt", text(consent.withdrawnAt()));
            shown.put("withdrawal", withdrawal);
            return shown;
        }

        private static @Nullable String text(@Nullable Instant at) {
            return at == null ? null : at.toString();
        }
    }
}
