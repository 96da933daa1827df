package org.openbloctel.registry.platform.event;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened to what a company keeps here.
 *
 * @param company which company is told
 * @param data texts, whole numbers, lists and maps; never a phone number
 */
public record Event(UUID company, Type type, Map<String, Object> data) {

    /** What a company can be told of. Codes are permanent. */
    public enum Type {
        /** A call file was scrubbed: its returned files are there. */
        SUBMISSION_READY("submission.ready"),
        /** A call file cannot be scrubbed. */
        SUBMISSION_REFUSED("submission.refused"),
        /** A call file was scrubbed, and its result does not leave for now. */
        SUBMISSION_HELD("submission.held"),
        /** The guard of the list stopped the company: it gets no answer by any way in. */
        GUARD_STOPPED("guard.stopped"),
        /** A person of the operator lifted that stop. */
        GUARD_LIFTED("guard.lifted"),
        /** A campaign's check ends soon. */
        CAMPAIGN_DUE("campaign.due"),
        /** A campaign's check has ended: nobody may be called for it. */
        CAMPAIGN_LAPSED("campaign.lapsed"),
        /** A campaign's numbers were checked again. */
        CAMPAIGN_RECHECKED("campaign.rechecked"),
        /** Numbers of a campaign are on the list from now on. */
        CAMPAIGN_NUMBERS_OPPOSED("campaign.numbers-opposed"),
        /** Somebody lets the company call in spite of the list. */
        CONSENT_PERMITTED("consent.permitted"),
        /** Somebody confirmed, behind a code to their number, that they gave a consent. */
        CONSENT_CONFIRMED("consent.confirmed"),
        /** Somebody withdrew a consent. */
        CONSENT_WITHDRAWN("consent.withdrawn"),
        /** Asked for by hand, to try an endpoint out; every endpoint gets it. */
        TEST("webhook.test");

        /** Those that an endpoint chooses among. */
        public static final List<Type> CHOICES =
                Arrays.stream(values()).filter(type -> type != TEST).toList();

        private final String code;

        Type(String code) {
            this.code = code;
        }

        /** As it stands in payloads, in the API and in the database. */
        public String code() {
            return code;
        }

        public static Optional<Type> of(String code) {
            return Arrays.stream(values())
                    .filter(type -> type.code.equals(code))
                    .findFirst();
        }
    }
}
