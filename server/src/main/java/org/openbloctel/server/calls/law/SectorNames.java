package org.openbloctel.server.calls.law;

import java.util.Collection;
import java.util.stream.Collectors;
import org.openbloctel.law.Sector;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The sectors of calls in the reader's language: {@code @sectorNames} in templates. Thread-safe. */
@Component
public final class SectorNames {
    private final MessageSource texts;

    SectorNames(MessageSource texts) {
        this.texts = texts;
    }

    /** The names of some sectors, in the order of the law; empty for none. */
    public String of(Collection<Sector> sectors) {
        return sectors.stream().sorted().map(this::name).collect(Collectors.joining(" ; "));
    }

    private String name(Sector sector) {
        return texts.getMessage("law.sector." + sector.code(), null, LocaleContextHolder.getLocale());
    }
}
