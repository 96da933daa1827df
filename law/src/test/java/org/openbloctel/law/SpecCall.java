package org.openbloctel.law;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Known.Consent;

/** A call of {@code spec/verdicts.yaml}, with its defaults; see the head of that file. */
record SpecCall(Map<String, ?> entry, Instant at, ZoneId zone) {
    private static final Instant FAR = Instant.parse("2000-01-01T00:00:00Z");

    Call call() {
        Object caller = entry.get("callerId");
        CallerNumber shown = caller == null ? null : CallerNumber.read(caller.toString());
        return new Call(
                at,
                zone,
                topic(),
                Relation.of(text("relation", "none")).orElseThrow(),
                flag("relatedToContract"),
                flag("b2b"),
                shown != null && flag("unauthenticated") ? shown.notAuthenticated() : shown,
                (Boolean) entry.get("automated"),
                (Boolean) entry.get("recorded"));
    }

    /** A call without a subject is judged by its sector alone, unless it says until when. */
    private Topic topic() {
        Goods goods = Goods.of((String) entry.get("goods"));
        Object until = entry.get("bySectorUntil");
        if (entry.get("subject") != null) {
            return Topic.of(subject(entry.get("subject")), goods);
        }
        return new Topic(
                entry.containsKey("sector") ? sector(entry.get("sector")) : Sector.OTHER,
                null,
                goods,
                until == null ? LocalDate.MAX : LocalDate.parse(until.toString()));
    }

    private static Subject subject(@Nullable Object id) {
        return Subject.of(Objects.requireNonNull(id).toString()).orElseThrow();
    }

    Known known() {
        return new Known(
                entry.containsKey("listed") ? (Boolean) entry.get("listed") : Boolean.FALSE,
                entry.containsKey("listCheckedAt") ? instant(entry.get("listCheckedAt")) : instant("-3d"),
                attempts(),
                orUnknown("contactedAt"),
                orUnknown("refusedAt"),
                consent(),
                instant(entry.get("calledBackOnRequestAt")),
                instant(entry.get("agreedAt")),
                entry.containsKey("permission") ? written(entry.get("permission")) : null);
    }

    /** Never, where the entry does not have it. */
    private @Nullable Instant orUnknown(String name) {
        Instant instant = instant(entry.get(name));
        return instant == null && entry.containsKey(name) ? Known.UNKNOWN : instant;
    }

    private @Nullable List<Instant> attempts() {
        if (!entry.containsKey("attempts")) {
            return List.of();
        }
        if (!(entry.get("attempts") instanceof List<?> written)) {
            return null;
        }
        List<Instant> attempts = new ArrayList<>();
        written.forEach(one -> attempts.add(Objects.requireNonNull(instant(one))));
        return attempts;
    }

    private @Nullable Consent consent() {
        if (!entry.containsKey("consent")) {
            return Consent.NONE;
        }
        Object written = entry.get("consent");
        if (written == null) {
            return null;
        }
        if (written.equals("good")) {
            return new Consent(instant("-10d"), instant("+100d"), true, null, scope(Map.of()), null);
        }
        return written(written);
    }

    private Consent written(@Nullable Object written) {
        Map<?, ?> consent = (Map<?, ?>) Objects.requireNonNull(written);
        return new Consent(
                instant(consent.get("givenAt")),
                instant(consent.get("until")),
                Boolean.TRUE.equals(consent.get("complete")),
                instant(consent.get("withdrawnAt")),
                scope(consent),
                instant(consent.get("confirmedAt")));
    }

    /** Asked for what the call is about; for all there is where the call does not say it. */
    private Set<Sector> asked() {
        Sector sector = call().sector();
        return sector == null ? EnumSet.allOf(Sector.class) : Set.of(sector);
    }

    /** A consent that says nothing of it was asked for what the call is about. */
    private @Nullable Scope scope(Map<?, ?> consent) {
        boolean own =
                !consent.containsKey("sectors") && !consent.containsKey("subject") && !consent.containsKey("goods");
        Topic topic = call().topic();
        Subject subject =
                own ? topic.subject() : consent.get("subject") == null ? null : subject(consent.get("subject"));
        Set<Sector> sectors = consent.containsKey("sectors")
                ? sectors(consent.get("sectors"))
                : subject == null ? asked() : Set.of(subject.sector());
        Goods goods = own ? topic.goods() : Goods.of((String) consent.get("goods"));
        return sectors == null ? null : new Scope(sectors, subject == null ? List.of() : List.of(subject), goods);
    }

    private static @Nullable Set<Sector> sectors(@Nullable Object codes) {
        return codes == null
                ? null
                : ((List<?>) codes)
                        .stream()
                                .map(code -> Sector.of(code.toString()).orElseThrow())
                                .collect(Collectors.toSet());
    }

    private static @Nullable Sector sector(@Nullable Object code) {
        return code == null ? null : Sector.of(code.toString()).orElseThrow();
    }

    private String text(String name, String otherwise) {
        Object value = entry.get(name);
        return value == null ? otherwise : value.toString();
    }

    private boolean flag(String name) {
        return Boolean.TRUE.equals(entry.get(name));
    }

    private @Nullable Instant instant(@Nullable Object written) {
        if (written == null) {
            return null;
        }
        String text = written.toString();
        if (text.matches("[+-][0-9]+[dhm]")) {
            long count = Long.parseLong(text.substring(0, text.length() - 1));
            return switch (text.charAt(text.length() - 1)) {
                case 'd' -> at.atZone(zone).plusDays(count).toInstant();
                case 'h' -> at.plus(Duration.ofHours(count));
                default -> at.plus(Duration.ofMinutes(count));
            };
        }
        Instant instant = LocalDateTime.parse(text).atZone(zone).toInstant();
        if (instant.isBefore(FAR)) {
            throw new IllegalArgumentException(text);
        }
        return instant;
    }
}
