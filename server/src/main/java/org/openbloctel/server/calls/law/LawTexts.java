package org.openbloctel.server.calls.law;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Words of the pages about calls, in the reader's language. Thread-safe. */
@Component
record LawTexts(MessageSource bundles) {
    String say(String key) {
        return bundles.getMessage(key, null, LocaleContextHolder.getLocale());
    }

    /** What a judge would have to know, in words; the field's own name where there are none. */
    String missing(String field) {
        return words("law.missing." + field, field);
    }

    /** What a parameter of a rule is called; its own name where there are no words. */
    String parameter(String name) {
        return words("law.parameter." + name, name);
    }

    /** The value of a parameter, a list with commas, in words where there are some. */
    String value(String value) {
        return Stream.of(value.split(", ", -1))
                .map(one -> words("law.parameter-value." + one, words("law.sector." + one, one)))
                .collect(Collectors.joining(", "));
    }

    private String words(String key, String otherwise) {
        String words = bundles.getMessage(key, null, otherwise, LocaleContextHolder.getLocale());
        return words == null ? otherwise : words;
    }

    /** Values and their words, under a key with {@code %s} for the value. */
    Map<String, String> options(String key, List<String> values) {
        Map<String, String> options = new LinkedHashMap<>();
        values.forEach(value -> options.put(value, say(key.replace("%s", value))));
        return options;
    }
}
