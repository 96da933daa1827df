package org.openbloctel.server.platform.pages;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.Refusal.Code;
import org.openbloctel.registry.platform.refusal.Refusal.Shape;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;

/** Says a refusal in words: what it is, what happened, what to do. Thread-safe. */
@Component
public final class RefusalProse {
    private static final Map<String, Code> CODES =
            Refusal.codes().stream().collect(Collectors.toUnmodifiableMap(Code::value, code -> code));

    /** A column of consents by its French name and, in brackets, the one of programs. */
    private static final Pattern BOTH_NAMES = Pattern.compile("([^,(]+) \\(([A-Za-z]+)\\)");

    /** The engine knows no language: it calls a column without a name {@code column 2}. */
    private static final Pattern UNNAMED = Pattern.compile("(?<=^|, )column ([0-9]+)(?=$|, | \\[)");

    /** Characters that a name may have and the key of a text may not, as in {@code xls, Excel 95}. */
    private static final Pattern SEPARATORS = Pattern.compile("[ ,+]+");

    /** Characters of a refusal's field that are shown: some 30 names of columns. */
    private static final int MAX_FIELD = 500;

    private final MessageSource texts;

    public RefusalProse(MessageSource texts) {
        this.texts = texts;
    }

    /** In a few words. */
    public String title(Refusal refusal, Locale locale) {
        return say(refusal, ".title", locale);
    }

    /** In a sentence, with what the refusal knows. */
    public String detail(Refusal refusal, Locale locale) {
        return say(refusal, ".detail", locale);
    }

    /** What the reader can do about it. */
    public String cure(Refusal refusal, Locale locale) {
        return say(refusal, ".cure", locale);
    }

    /** All three. */
    public Said said(Refusal refusal, Locale locale) {
        return new Said(title(refusal, locale), detail(refusal, locale), cure(refusal, locale));
    }

    /** All three for a program, which sees no page: some codes have other words for programs. */
    public Said forPrograms(Refusal refusal, Locale locale) {
        Said said = said(refusal, locale);
        String key = refusal.code() + ".program";
        return new Said(
                String.valueOf(texts.getMessage(key + ".title", null, said.title(), locale)),
                String.valueOf(texts.getMessage(key + ".detail", null, said.detail(), locale)),
                String.valueOf(texts.getMessage(key + ".cure", null, said.cure(), locale)));
    }

    /**
     * What is wrong and what to do about it, in the reader's language, for a form: of a field that cannot be read its own words, since
     * its name is one for programs.
     */
    public String whole(Refusal refusal) {
        Locale locale = LocaleContextHolder.getLocale();
        Code code = Objects.requireNonNull(CODES.get(refusal.code()));
        if (code.shape() == Shape.WHOLE) {
            String general = texts.getMessage("credential.field.missing", null, locale);
            return String.valueOf(texts.getMessage(code.words() + refusal.arguments()[0], null, general, locale));
        }
        Object[] arguments = words(code, refusal.arguments(), locale);
        return texts.getMessage(refusal.code() + ".detail", arguments, locale) + " "
                + texts.getMessage(refusal.code() + ".cure", arguments, locale);
    }

    /** A refusal that was kept: its code, and its fields as text. */
    public Said of(String code, List<String> arguments, Locale locale) {
        Object[] fields = words(
                CODES.get(code), arguments.stream().map(RefusalProse::field).toArray(), locale);
        return new Said(
                texts.getMessage(code + ".title", fields, locale),
                texts.getMessage(code + ".detail", fields, locale),
                texts.getMessage(code + ".cure", fields, locale));
    }

    /** As the refusal had it: a number is written as numbers are, a day as days are. */
    private static Object field(String text) {
        if (text.matches("-?[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        try {
            return LegalCalendar.read(text);
        } catch (DateTimeException noDay) {
            return text;
        }
    }

    /**
     * A text that is too long for a sentence, such as the names of thousands of columns, is cut between two names, else in a
     * name.
     */
    private static String bounded(String text) {
        if (text.length() <= MAX_FIELD) {
            return text;
        }
        int between = text.lastIndexOf(", ", MAX_FIELD);
        int end = between > MAX_FIELD / 2 ? between + 2 : MAX_FIELD;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** What it is, what happened, what to do. */
    public record Said(String title, String detail, String cure) {}

    /** Puts a refusal beside the field of a form that it is about. What was typed stays. */
    public void reject(BindingResult form, String field, Refusal refusal) {
        form.addError(new FieldError(
                form.getObjectName(), field, form.getRawFieldValue(field), false, null, null, whole(refusal)));
    }

    /** Programs read the fields as they are, but for lists. */
    private String say(Refusal refusal, String part, Locale locale) {
        Code code = CODES.get(refusal.code());
        Code list = code != null && code.shape() == Shape.LIST ? code : null;
        return texts.getMessage(refusal.code() + part, words(list, refusal.arguments(), locale), locale);
    }

    /** What a refusal names for programs, as people call it: columns, reasons, sectors. */
    private Object[] words(@Nullable Code code, Object[] fields, Locale locale) {
        return Stream.of(fields)
                .map(field -> switch (field) {
                    case String text -> code == null ? bounded(text) : words(code, bounded(text), locale);
                    case LocalDate day -> new WrittenDates(locale).day(day);
                    default -> field;
                })
                .toArray();
    }

    private String words(Code code, String text, Locale locale) {
        return switch (code.shape()) {
            case WORD -> word(code, text, locale);
            case WHOLE -> text;
            case LIST ->
                Stream.of(text.split(", ", -1))
                        .map(part -> word(code, part, locale))
                        .collect(Collectors.joining(", "));
            case SUBJECT ->
                Subject.of(text).map(one -> one.name().in(locale)).orElseGet(() -> word(code, text, locale));
            case COLUMNS ->
                UNNAMED.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(
                                texts.getMessage("portal.column", new Object[] {found.group(1)}, locale))));
            case BOTH_NAMES ->
                BOTH_NAMES.matcher(text).replaceAll(locale.getLanguage().equals("fr") ? "$1" : "$2");
        };
    }

    private String word(Code code, String value, Locale locale) {
        if (code.words().isEmpty()) {
            return value;
        }
        String key = code.words() + SEPARATORS.matcher(value).replaceAll("-");
        return String.valueOf(texts.getMessage(key, null, value, locale));
    }
}
