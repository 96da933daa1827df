package org.openbloctel.server.platform.programs;

import java.util.List;
import java.util.Locale;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** All kinds of refusals in words, in the order of their codes. Thread-safe. */
@Component
public final class RefusalCatalogue {
    private static final List<Refusal.Code> CODES = Refusal.codes();

    private final MessageSource texts;

    RefusalCatalogue(MessageSource texts) {
        this.texts = texts;
    }

    /** All of them in a language. What a refusal would fill in is an ellipsis. */
    public List<Entry> in(Locale locale) {
        return CODES.stream()
                .map(code -> new Entry(
                        code.value(),
                        RefusalStatus.of(code.value(), code.category()).value(),
                        say(code, ".title", locale),
                        say(code, ".detail", locale),
                        say(code, ".cure", locale)))
                .toList();
    }

    private String say(Refusal.Code code, String part, Locale locale) {
        return texts.getMessage(code.value() + part, null, locale).replaceAll("\\{\\d[^}]*}", "…");
    }

    /** A kind of refusal. */
    public record Entry(String code, int status, String title, String detail, String cure) {}
}
