package org.openbloctel.server.calls.consent;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.consent.GivenConsent;

/** A consent in the words of the API: its items are named as in a claim, its state as in a verdict. Stateless. */
final class ConsentView {
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
