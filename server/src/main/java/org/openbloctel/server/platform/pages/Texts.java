package org.openbloctel.server.platform.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The bundles of texts, of every feature: all of {@code i18n/…/messages_fr.properties}. What is said of the law stands in no
 * bundle but among the law's {@link LegalTexts}, and is read as of today.
 */
@Configuration(proxyBeanMethods = false)
class Texts {
    private static final String EVERY_BUNDLE = "classpath*:i18n/*/messages_fr.properties";

    @Bean
    MessageSource messageSource(LawBook law, InstantSource clock) {
        ResourceBundleMessageSource texts = new Typeset(new LegalTexts(law, clock));
        texts.setBasenames(basenames());
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        texts.setDefaultLocale(Locale.FRENCH);
        return texts;
    }

    private static String[] basenames() {
        try {
            Resource[] bundles = new PathMatchingResourcePatternResolver().getResources(EVERY_BUNDLE);
            return Arrays.stream(bundles).map(Texts::basename).sorted().toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String basename(Resource bundle) {
        try {
            String path = bundle.getURL().getPath();
            return Objects.requireNonNull(path)
                    .substring(path.lastIndexOf("i18n/"))
                    .replace("_fr.properties", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets each text as its language is set. */
    static final class Typeset extends ResourceBundleMessageSource {
        private final LegalTexts legal;

        Typeset(LegalTexts legal) {
            this.legal = legal;
        }

        @Override
        protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
            return LegalTexts.knows(code) ? legal.say(code, locale) : super.resolveCodeWithoutArguments(code, locale);
        }

        @Override
        protected @Nullable String getStringOrNull(ResourceBundle bundle, String key) {
            String text = super.getStringOrNull(bundle, key);
            if (text == null) {
                return null;
            }
            return bundle.getLocale().getLanguage().equals("fr") ? Typesetting.french(text) : Typesetting.english(text);
        }
    }
}
