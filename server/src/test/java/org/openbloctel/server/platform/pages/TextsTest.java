package org.openbloctel.server.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** How texts are set, and how they have to be written. */
final class TextsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Qui ? Vous : oui ! | Qui_? Vous_: oui_!",
                "« non vérifié » | «_non vérifié_»",
                "dans 30 jours, le 11 août | dans 30_jours, le 11_août",
                "par exemple 06 39 98 12 34 | par exemple 06_39_98_12_34",
                "99,9 % de 350 € | 99,9_% de 350_€",
                "articles L. 223-1 et suivants | articles L._223-1 et suivants",
                "https://example.org/a:b | https://example.org/a:b"
            })
    void frenchIsSetWithNoBreakSpaces(String typed, String set) {
        assertThat(Typesetting.french(typed).replace('\u00a0', '_')).isEqualTo(set);
    }

    @Test
    void apostrophesAreTypographic() throws IOException {
        Resource[] bundles = new PathMatchingResourcePatternResolver().getResources("classpath*:i18n/*/*.properties");
        assertThat(bundles).isNotEmpty();
        for (Resource bundle : bundles) {
            try (Reader reader = new InputStreamReader(bundle.getInputStream(), StandardCharsets.UTF_8)) {
                Properties texts = new Properties();
                texts.load(reader);
                // With arguments, the format would swallow a straight one.
                assertThat(texts.values())
                        .as(bundle.getDescription())
                        .noneMatch(text -> text.toString().contains("'"));
            }
        }
    }
}
