package org.openbloctel.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The bundles of texts, of every feature: whatever stands in {@code i18n/…/messages_fr.properties}. */
@Configuration(proxyBeanMethods = false)
class Texts {
    private static final String EVERY_BUNDLE = "classpath*:i18n/*/messages_fr.properties";

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource texts = new Typeset();
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
