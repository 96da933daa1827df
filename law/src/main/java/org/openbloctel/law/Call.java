package org.openbloctel.law;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A call to be made, as the caller describes it. The number itself is of no interest to the law, only where the
 * consumer is.
 *
 * @param at when
 * @param zone the consumer's own; its days and hours count
 * @param topic what it is about
 * @param relation what binds both already
 * @param relatedToContract whether it is about the contract's object
 * @param b2b whether the person is called as a professional
 * @param caller the number that will be shown; null when not said
 * @param automated whether a system calls by itself, also one that connects the person to a human; null when not said
 * @param recorded whether a machine speaks in place of a human; null when not said
 */
public record Call(
        Instant at,
        ZoneId zone,
        Topic topic,
        Relation relation,
        boolean relatedToContract,
        boolean b2b,
        @Nullable CallerNumber caller,
        @Nullable Boolean automated,
        @Nullable Boolean recorded) {
    /** A call that does not say whether a machine speaks. */
    public Call(
            Instant at,
            ZoneId zone,
            Topic topic,
            Relation relation,
            boolean relatedToContract,
            boolean b2b,
            @Nullable CallerNumber caller,
            @Nullable Boolean automated) {
        this(at, zone, topic, relation, relatedToContract, b2b, caller, automated, null);
    }

    /** The same call, made at another instant. */
    public Call at(Instant other) {
        return new Call(other, zone, topic, relation, relatedToContract, b2b, caller, automated, recorded);
    }

    /** The sector that it is about; null when not said. */
    public @Nullable Sector sector() {
        return topic.sector();
    }

    int exemptions() {
        Sector sector = sector();
        return (b2b ? Exemption.B2B.bit() : 0) | (sector == null ? 0 : sector.exemptions());
    }
}
