package org.openbloctel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.law.LawBook;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.server.app.Golden;
import org.springframework.context.MessageSource;

/** Every refusal has its words in both languages, and a code that stays. */
final class RefusalProseTest {
    private static final List<Class<?>> KINDS = Arrays.stream(Refusal.class.getPermittedSubclasses())
            .<Class<?>>flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            .toList();

    private final MessageSource texts = new Texts().messageSource(LawBook.france(), Instant::now);

    @Test
    void everyCodeHasItsWordsInBothLanguages() {
        for (Class<?> kind : KINDS) {
            for (Locale locale : Languages.SPOKEN) {
                for (String part : List.of(".title", ".detail", ".cure")) {
                    assertThat(texts.getMessage(code(kind) + part, null, "", locale))
                            .as("%s%s in %s, of %s", code(kind), part, locale, kind.getSimpleName())
                            .isNotBlank();
                }
            }
        }
    }

    @Test
    void codesAreTheKeptOnes() {
        String text = KINDS.stream()
                .map(kind -> "%s  %-9s %s.%s%n"
                        .formatted(
                                code(kind),
                                kind.getAnnotation(Refusal.Code.class).category(),
                                kind.getEnclosingClass().getSimpleName(),
                                kind.getSimpleName()))
                .sorted()
                .collect(Collectors.joining());
        Golden.compare("refusals.txt", text);
    }

    private static String code(Class<?> kind) {
        return kind.getAnnotation(Refusal.Code.class).value();
    }
}
