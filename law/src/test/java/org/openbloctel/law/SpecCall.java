package org.openbloctel.law;

import java.time.Duration;
import java.time.Instant;
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
        return new Call(
                at,
                zone,
                entry.containsKey("sector") ? sector(entry.get("sector")) : Sector.OTHER,
                Relation.of(text("relation", "none")).orElseThrow(),
                flag("relatedToContract"),
                flag("b2b"),
                caller == null ? null : CallerNumber.read(caller.toString()),
                (Boolean) entry.get("automated"));
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
            return new Consent(instant("-10d"), instant("+100d"), true, null, asked(), false);
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
                consent.containsKey("sectors") ? sectors(consent.get("sectors")) : asked(),
                Boolean.TRUE.equals(consent.get("confirmed")));
    }

    /** Asked for what the call is about; for all there is where the call does not say it. */
    private Set<Sector> asked() {
        Sector sector = call().sector();
        return sector == null ? EnumSet.allOf(Sector.class) : Set.of(sector);
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
