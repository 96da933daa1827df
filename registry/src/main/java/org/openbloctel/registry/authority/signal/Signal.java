package org.openbloctel.registry.authority.signal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.complaint.CallingNumber;

/**
 * A signal.
 *
 * @param company whom it is about; null for one about a calling number
 * @param caller the calling number; null for one about a company
 * @param figures counts by their names
 * @param parameters the settings by which the counts were judged
 * @param found when it was found, and on how many days
 * @param note why an inspector dismissed it
 * @param caseFile the case that it led to
 */
public record Signal(
        UUID id,
        Kind kind,
        @Nullable UUID company,
        @Nullable CallingNumber caller,
        State state,
        Map<String, Long> figures,
        Map<String, Long> parameters,
        Found found,
        @Nullable String note,
        @Nullable UUID caseFile) {
    /** Copies the maps, in their order. */
    public Signal {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Which signals are listed, among those whose kind and state this version knows; null for all. */
    public record Query(
            @Nullable Kind kind,
            @Nullable State state,
            @Nullable UUID company) {
        static final Query ALL = new Query(null, null, null);

        List<Kind> kinds() {
            return kind == null ? List.of(Kind.values()) : List.of(kind);
        }

        List<State> states() {
            return state == null ? List.of(State.values()) : List.of(state);
        }
    }

    /** When a signal was found, and on how many days. */
    public record Found(Instant first, Instant last, int days, Instant changed) {}

    /** The kind of a signal. */
    public enum Kind {
        /** Complaints about a company that had no number checked. */
        UNCHECKED,
        /** Many complaints about one calling number within some days. */
        SURGE,
        /** People complain about calls before which the company's check of their number was answered {@code OPPOSED}. */
        TOLD_OPPOSED,
        /** The share of listed numbers in what a company has checked is far from that of the others. */
        HIT_RATE,
        /** A company reports calls outside the days and hours of the law. */
        OFF_HOURS,
        /** Complaints about several principals of one agent. */
        SPREAD,
        /** People complain for whom the company claims a consent. */
        DISPUTED_CONSENTS;

        /** As it stands in addresses and messages. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The kind of a code. */
        public static Optional<Kind> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }
    }

    /** The states of a signal, with the only table of the transitions between them. */
    public enum State {
        /** No inspector has opened it. */
        NEW,
        /** An inspector has opened it. */
        SEEN,
        /** An inspector noted why no action is taken. */
        DISMISSED,
        /** It led to a case. */
        IN_CASE;

        /** The states that may come next. */
        public Set<State> next() {
            return switch (this) {
                case NEW -> EnumSet.of(SEEN, DISMISSED, IN_CASE);
                case SEEN -> EnumSet.of(DISMISSED, IN_CASE);
                case DISMISSED, IN_CASE -> EnumSet.noneOf(State.class);
            };
        }

        /** The states from which this one may come. */
        List<State> sources() {
            return Arrays.stream(values())
                    .filter(state -> state.next().contains(this))
                    .toList();
        }

        /** As it stands in addresses and messages. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The state of a code. */
        public static Optional<State> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }
    }
}
