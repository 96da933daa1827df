package org.openbloctel.server.calls.law;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The subjects of calls and consents in the reader's language: {@code @subjectNames} in templates. Thread-safe. */
@Component
public final class SubjectNames {
    private final MessageSource texts;
    private final InstantSource clock;

    SubjectNames(MessageSource texts, InstantSource clock) {
        this.texts = texts;
        this.clock = clock;
    }

    /** The subjects of today by their ids, behind the words that ask to choose one. */
    public Map<String, String> options() {
        return options(Set.of(Sector.values()));
    }

    /** The subjects of some sectors. */
    public Map<String, String> options(Set<Sector> sectors) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", say("law.subject.choose"));
        Subject.on(LegalCalendar.today(clock)).stream()
                .filter(one -> sectors.contains(one.sector()))
                .forEach(one -> options.put(one.id(), name(one)));
        return options;
    }

    /** The topic of calls in words: the subject, with its goods where they say more; the sector where no subject is named. */
    public String of(Sector sector, @Nullable Subject subject, @Nullable String goods) {
        String name = subject == null ? say("law.sector." + sector.code()) : name(subject);
        return goods == null ? name : name + " (" + goods + ")";
    }

    public String name(Subject subject) {
        return subject.name().in(LocaleContextHolder.getLocale());
    }

    private String say(String key) {
        return texts.getMessage(key, null, LocaleContextHolder.getLocale());
    }
}
