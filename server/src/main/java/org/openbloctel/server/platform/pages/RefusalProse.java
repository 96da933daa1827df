package org.openbloctel.server.platform.pages;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;

/** Says a refusal in words: what it is, what happened, what to do. Thread-safe. */
@Component
public final class RefusalProse {
    private static final Set<String> ABOUT_COLUMNS =
            Set.of(new SubmissionRefusal.NoSuchColumn("").code(), new SubmissionRefusal.UnsureColumn("").code());
    /** Where the words for an argument stand: under this key and the argument. */
    private static final Map<String, String> PREFIXES = Map.of(
            new LawRefusal.UnreadableNumber("").code(), "submission.reason.",
            new LawRefusal.OtherSector("").code(), "law.sector.",
            new LawRefusal.NumberInText("").code(), "refusal.text.",
            new SubmissionRefusal.OtherFormat("").code(), "refusal.format.");

    private static final Set<String> ABOUT_SUBJECTS =
            Set.of(new LawRefusal.SubjectOfOtherSector("", "").code(), new LawRefusal.OtherSubject("").code());

    private static final String DECISION_CHANGED = new AccessRefusal.DecisionChanged("").code();
    private static final String MISSING_COLUMNS = new LawRefusal.MissingColumns("").code();
    /** A column of consents by its French name and, in brackets, the one of programs. */
    private static final Pattern BOTH_NAMES = Pattern.compile("([^,(]+) \\(([A-Za-z]+)\\)");

    /** The engine knows no language: it calls a column without a name {@code column 2}. */
    private static final Pattern UNNAMED = Pattern.compile("(?<=^|, )column ([0-9]+)(?=$|, )");

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

    /**
     * What is wrong and what to do about it, in the reader's language, for a form: of a field that cannot be read its own words, since
     * its name is one for programs.
     */
    public String whole(Refusal refusal) {
        Locale locale = LocaleContextHolder.getLocale();
        if (refusal instanceof RequestRefusal.UnreadableField unreadable) {
            String general = texts.getMessage("credential.field.missing", null, locale);
            return String.valueOf(texts.getMessage("credential.field." + unreadable.field(), null, general, locale));
        }
        Object[] arguments = words(refusal.code(), refusal.arguments(), locale);
        return texts.getMessage(refusal.code() + ".detail", arguments, locale) + " "
                + texts.getMessage(refusal.code() + ".cure", arguments, locale);
    }

    /** A refusal that was kept: its code, and its fields as text. */
    public Said of(String code, List<String> arguments, Locale locale) {
        Object[] fields =
                words(code, arguments.stream().map(RefusalProse::field).toArray(), locale);
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

    private String say(Refusal refusal, String part, Locale locale) {
        Object[] fields = Stream.of(refusal.arguments())
                .map(field -> field instanceof String text && !refusal.code().equals(DECISION_CHANGED)
                        ? bounded(text)
                        : words(refusal.code(), field, locale))
                .toArray();
        return texts.getMessage(refusal.code() + part, fields, locale);
    }

    /** What a refusal names for programs, as people call it: columns, reasons, sectors. */
    private Object[] words(String code, Object[] arguments, Locale locale) {
        return Stream.of(arguments)
                .map(argument -> words(code, argument, locale))
                .toArray();
    }

    private Object words(String code, Object argument, Locale locale) {
        return argument instanceof String text ? words(code, bounded(text), locale) : written(argument, locale);
    }

    /** A day as people write it. */
    private static Object written(Object argument, Locale locale) {
        return argument instanceof LocalDate day ? new WrittenDates(locale).day(day) : argument;
    }

    private Object words(String code, String argument, Locale locale) {
        if (ABOUT_COLUMNS.contains(code)) {
            return UNNAMED.matcher(argument)
                    .replaceAll(found -> Matcher.quoteReplacement(
                            String.valueOf(texts.getMessage("portal.column", new Object[] {found.group(1)}, locale))));
        }
        if (DECISION_CHANGED.equals(code)) {
            return Stream.of(argument.split(", ", -1))
                    .map(part -> String.valueOf(texts.getMessage("refusal.part." + part, null, part, locale)))
                    .collect(Collectors.joining(", "));
        }
        if (MISSING_COLUMNS.equals(code)) {
            return BOTH_NAMES.matcher(argument).replaceAll(locale.getLanguage().equals("fr") ? "$1" : "$2");
        }
        if (ABOUT_SUBJECTS.contains(code)) {
            return Subject.of(argument)
                    .map(one -> one.name().in(locale))
                    .orElseGet(
                            () -> String.valueOf(texts.getMessage("law.sector." + argument, null, argument, locale)));
        }
        String prefix = PREFIXES.get(code);
        if (prefix == null) {
            return argument;
        }
        String key = prefix + SEPARATORS.matcher(argument).replaceAll("-");
        return String.valueOf(texts.getMessage(key, null, argument, locale));
    }
}
