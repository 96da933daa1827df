package org.openbloctel.registry.platform.figures;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is counted. The bundles have a name and a description for each; docs/figures.md lists them. */
public enum Figure {
    /** Numbers on the list. Kept exactly, and shown as {@link PublishedSize} states them. */
    NUMBERS("numbers", Group.LIST, Kind.STATE, Unit.COUNT),
    /** People with a registration in force. */
    PEOPLE("people", Group.LIST, Kind.STATE, Unit.COUNT),
    REGISTRATIONS("registrations", Group.LIST, Kind.FLOW, Unit.COUNT),
    /** Registrations that ended, by the reason. */
    ENDINGS("registrations-ended", Group.LIST, Kind.FLOW, Unit.COUNT, "withdrawn", "lapsed", "erased"),

    /** Companies that the operator has verified. */
    PROFESSIONALS("professionals", Group.PROFESSIONALS, Kind.STATE, Unit.COUNT),
    /** Companies with a subscription that runs. */
    SUBSCRIBERS("subscribers", Group.PROFESSIONALS, Kind.STATE, Unit.COUNT),
    /** Fees invoiced, without tax, less what was credited. */
    FEES("fees", Group.PROFESSIONALS, Kind.FLOW, Unit.CENTS),

    /** Call files received, by the channel. */
    FILES("files", Group.FILES, Kind.FLOW, Unit.COUNT, "api", "portal", "sftp", "watch", "mail"),
    /** Call files returned. */
    FILES_RETURNED("files-returned", Group.FILES, Kind.FLOW, Unit.COUNT),
    LINES("lines", Group.FILES, Kind.FLOW, Unit.COUNT),
    /** Lines removed because their number is on the list. */
    LINES_OPPOSED("lines-opposed", Group.FILES, Kind.FLOW, Unit.COUNT),
    /** Lines removed by another rule of the law. */
    LINES_FORBIDDEN("lines-forbidden", Group.FILES, Kind.FLOW, Unit.COUNT),
    /** Lines whose number could not be read. */
    LINES_UNCHECKED("lines-unchecked", Group.FILES, Kind.FLOW, Unit.COUNT),
    CERTIFICATES("certificates", Group.FILES, Kind.FLOW, Unit.COUNT),

    LOOKUPS("lookups", Group.LOOKUPS, Kind.FLOW, Unit.COUNT),
    LOOKUPS_OPPOSED("lookups-opposed", Group.LOOKUPS, Kind.FLOW, Unit.COUNT),

    /** Complaints received, by what the calls were about. */
    COMPLAINTS(
            "complaints",
            Group.COMPLAINTS,
            Kind.FLOW,
            Unit.COUNT,
            "energy-renovation",
            "insurance",
            "telecom",
            "energy-supply",
            "unknown",
            "other",
            "training",
            "home-adaptation",
            "bank",
            "health",
            "home-services",
            "real-estate",
            "vehicle",
            "press",
            "poll",
            "non-profit"),
    /** Complaints closed, by the outcome. */
    COMPLAINTS_CLOSED(
            "complaints-closed",
            Group.COMPLAINTS,
            Kind.FLOW,
            Unit.COUNT,
            "caller-unknown",
            "no-breach",
            "out-of-scope",
            "corrected",
            "sanctioned"),
    /** Days from the reception of the complaints closed to their outcome. */
    COMPLAINT_DAYS("complaint-days", Group.COMPLAINTS, Kind.FLOW, Unit.DAYS),

    /** Sanctions decided, those that were annulled later among them. */
    SANCTIONS("sanctions", Group.SANCTIONS, Kind.FLOW, Unit.COUNT),
    FINES("fines", Group.SANCTIONS, Kind.FLOW, Unit.CENTS),
    /** Sanctions annulled, by the day of the annulment. */
    SANCTIONS_ANNULLED("sanctions-annulled", Group.SANCTIONS, Kind.FLOW, Unit.COUNT),
    FINES_ANNULLED("fines-annulled", Group.SANCTIONS, Kind.FLOW, Unit.CENTS),
    SANCTIONS_PUBLISHED("sanctions-published", Group.SANCTIONS, Kind.STATE, Unit.COUNT),

    /** From the reception of a file to its return: the time within which half of the day's files came back. */
    RETURN_P50("return-p50", Group.SERVICE, Kind.HIGHEST, Unit.MILLISECONDS),
    /** The time within which 99 of 100 of the day's files came back. */
    RETURN_P99("return-p99", Group.SERVICE, Kind.HIGHEST, Unit.MILLISECONDS),
    /** Minutes in which the service was in good health. */
    MINUTES_UP("minutes-up", Group.SERVICE, Kind.FLOW, Unit.MINUTES),
    /** Minutes of the day, since the service was first watched. */
    MINUTES("minutes", Group.SERVICE, Kind.FLOW, Unit.MINUTES);

    /** What it is about. */
    public enum Group {
        LIST,
        PROFESSIONALS,
        FILES,
        LOOKUPS,
        COMPLAINTS,
        SANCTIONS,
        SERVICE
    }

    /** How a month is made of its days. */
    public enum Kind {
        /** By their sum. */
        FLOW,
        /** It is what stood last. */
        STATE,
        /** It is the highest of them. */
        HIGHEST
    }

    /** What it is counted in. */
    public enum Unit {
        COUNT,
        /** Of a euro. */
        CENTS,
        MILLISECONDS,
        MINUTES,
        DAYS
    }

    private final String code;
    private final Group group;
    private final Kind kind;
    private final Unit unit;

    @SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
    private final List<String> parts;

    Figure(String code, Group group, Kind kind, Unit unit, String... parts) {
        this.code = code;
        this.group = group;
        this.kind = kind;
        this.unit = unit;
        this.parts = List.of(parts);
    }

    /** The figure with a code; empty for one of another version. */
    static Optional<Figure> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }

    public String code() {
        return code;
    }

    public Group group() {
        return group;
    }

    public Kind kind() {
        return kind;
    }

    public Unit unit() {
        return unit;
    }

    /** The codes of its parts, the one that is expected to be the largest first: {@link Breakdown} relies on their order. */
    public List<String> parts() {
        return parts;
    }
}
