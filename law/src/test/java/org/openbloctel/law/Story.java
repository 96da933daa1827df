package org.openbloctel.law;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call told in a line, with the words of {@code spec/verdicts.yaml}. Immutable. */
final class Story {
    static final Map<String, Object> CONSENT = Map.of("givenAt", "-10d", "until", "+300d", "complete", true);

    private final Map<String, String> settings;
    private final LawBook book;
    private final String at;
    private final ZoneId zone;
    private final Map<String, @Nullable Object> entry;

    private Story(Map<String, String> settings, String at, ZoneId zone, Map<String, @Nullable Object> entry) {
        this.settings = settings;
        this.book = LawBook.france(settings);
        this.at = at;
        this.zone = zone;
        this.entry = entry;
    }

    static Story at(String local) {
        return new Story(Map.of(), local, ZoneId.of("Europe/Paris"), Map.of());
    }

    Story with(String key, @Nullable Object value) {
        Map<String, @Nullable Object> more = new HashMap<>(entry);
        more.put(key, value);
        return new Story(settings, at, zone, more);
    }

    Story in(String otherZone) {
        return new Story(settings, at, ZoneId.of(otherZone), entry);
    }

    Story setting(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new Story(more, at, zone, entry);
    }

    CallVerdict verdict() {
        return by(new CallJudge(book));
    }

    /** The verdict of the same call as of one that was made. */
    CallVerdict examination() {
        return by(CallJudge.ofPastCalls(book));
    }

    private CallVerdict by(CallJudge judge) {
        SpecCall call = new SpecCall(entry, LocalDateTime.parse(at).atZone(zone).toInstant(), zone);
        return judge.judge(call.call(), call.known());
    }

    /** The rules that are in the way. */
    List<String> grounds() {
        return verdict().grounds().stream().map(Ground::rule).toList();
    }

    /** The next allowed instant on the consumer's clock. */
    String next() {
        CallVerdict verdict = verdict();
        return verdict.nextAllowedAt() == null
                ? "never"
                : LocalDateTime.ofInstant(verdict.nextAllowedAt(), zone).toString();
    }
}
