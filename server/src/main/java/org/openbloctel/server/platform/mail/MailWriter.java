package org.openbloctel.server.platform.mail;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.server.platform.pages.HoldFigures;
import org.openbloctel.server.platform.pages.WrittenDates;
import org.springframework.context.MessageSource;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Writes mails from templates. A template sees the message's parameters by their names, and {@code subject}, {@code baseUrl},
 * {@code serviceName}, {@code language}, {@code dates}, which writes days, moments and counts, and {@code holdFigures}. Of parameters like
 * {@code files.0.name} it sees a list, {@code files}, of maps. Thread-safe. Throws when a template or its subject is missing.
 */
public final class MailWriter {
    private static final String FOLDER = "templates/mail/";
    private static final Pattern OF_A_LIST = Pattern.compile("([a-z]+)\\.([0-9]{1,6})\\.([a-zA-Z]+)");

    private final SpringTemplateEngine html;
    private final SpringTemplateEngine text;
    private final MessageSource texts;
    private final String baseUrl;
    private final String serviceName;

    /**
     * A writer.
     *
     * @param texts the features' bundles
     * @param baseUrl the beginning of links, without a slash at the end
     * @param serviceName how the service is called
     */
    public MailWriter(MessageSource texts, String baseUrl, String serviceName) {
        this.texts = texts;
        this.baseUrl = baseUrl;
        this.serviceName = serviceName;
        this.html = engine(".html", TemplateMode.HTML);
        this.text = engine(".txt", TemplateMode.TEXT);
    }

    private SpringTemplateEngine engine(String suffix, TemplateMode mode) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix(FOLDER);
        resolver.setSuffix(suffix);
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        engine.setTemplateEngineMessageSource(texts);
        return engine;
    }

    /** The mail that this message is. */
    Mail write(Outbox.Taken taken) {
        Outbox.Message message = taken.message();
        Locale locale = message.locale().getLanguage().equals("en") ? Locale.ENGLISH : Locale.FRENCH;
        String title = oneLine(texts.getMessage(subjectKey(message.template()), null, locale));
        String mark = message.parameters().get(Outbox.Message.SUBJECT_MARK);
        String subject = mark == null ? title : oneLine(title + " [" + mark + "]");
        Map<String, Object> variables = variables(message.parameters());
        variables.put("subject", title);
        variables.put("replies", message.parameters().containsKey(Outbox.Message.REPLY_TO));
        variables.put("baseUrl", baseUrl);
        variables.put("serviceName", serviceName);
        variables.put("language", locale.getLanguage());
        variables.put("dates", new MailDates(locale));
        variables.put("holdFigures", new HoldFigures(texts, locale));
        Context context = new Context(locale, variables);
        String laidOut = exists(message.template(), ".html") ? html.process(message.template(), context) : null;
        return new Mail(
                taken.id(),
                message.recipient(),
                locale,
                subject,
                text(message.template(), context, laidOut),
                laidOut,
                new Mail.Conversation(
                        message.parameters().get(Outbox.Message.IN_REPLY_TO),
                        message.parameters().get(Outbox.Message.REPLY_TO)));
    }

    /** The parameters by their names; those of lists in lists, in the order of their numbers. */
    private static Map<String, Object> variables(Map<String, String> parameters) {
        Map<String, Object> variables = new HashMap<>();
        Map<String, SortedMap<Integer, Map<String, String>>> lists = new HashMap<>();
        parameters.forEach((name, value) -> {
            Matcher listed = OF_A_LIST.matcher(name);
            if (listed.matches()) {
                lists.computeIfAbsent(listed.group(1), list -> new TreeMap<>())
                        .computeIfAbsent(Integer.valueOf(listed.group(2)), row -> new HashMap<>())
                        .put(listed.group(3), value);
            } else {
                variables.put(name, value);
            }
        });
        lists.forEach((name, rows) -> variables.put(name, List.copyOf(rows.values())));
        return variables;
    }

    private String text(String template, Context context, @Nullable String laidOut) {
        if (laidOut == null || exists(template, ".txt")) {
            return text.process(template, context);
        }
        return PlainText.of(laidOut);
    }

    private static boolean exists(String template, String suffix) {
        return MailWriter.class.getClassLoader().getResource(FOLDER + template + suffix) != null;
    }

    /** Whether there is a template of this name. */
    public static boolean knows(String template) {
        return exists(template, ".html") || exists(template, ".txt");
    }

    /** {@code consumer/confirm} has its subject under {@code consumer.mail.confirm.subject}. */
    static String subjectKey(String template) {
        int slash = template.indexOf('/');
        return template.substring(0, slash) + ".mail." + template.substring(slash + 1) + ".subject";
    }

    /** A line break in a header would begin another header. */
    private static String oneLine(String subject) {
        return subject.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /**
     * Writes the days and moments that messages carry in ISO form, and their counts: {@code ${dates.day(effectiveOn)}} in a template.
     *
     * @param locale of the reader
     */
    record MailDates(Locale locale) {
        /** {@code 2026-11-24} as {@code 24 novembre 2026}; an instant as the legal day it is on. */
        public String day(String iso) {
            LocalDate day = iso.indexOf('T') < 0 ? LocalDate.parse(iso) : LegalCalendar.dayOf(Instant.parse(iso));
            return new WrittenDates(locale).day(day);
        }

        /** {@code 2026-11-24T13:05:00Z} as {@code 24 novembre 2026 à 14 h 05}, in the legal zone. */
        public String moment(String iso) {
            return new WrittenDates(locale).moment(Instant.parse(iso));
        }

        /** A number, for the singular or plural of what it counts. */
        public long number(String digits) {
            return Long.parseLong(digits);
        }

        /** {@code 12345} with its thousands parted. */
        public String count(String digits) {
            return NumberFormat.getIntegerInstance(locale).format(Long.parseLong(digits));
        }
    }

    /** The text of a mail that was written as HTML, for readers that show no HTML. For our own templates, not for any HTML. */
    static final class PlainText {
        private static final Pattern INVISIBLE = Pattern.compile(
                "<head\\b.*?</head>|<style\\b.*?</style>|<!--.*?-->", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        private static final Pattern LINK = Pattern.compile(
                "<a\\b[^>]*?\\bhref=\"([^\"]*)\"[^>]*>(.*?)</a>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        private static final Pattern PARAGRAPH_END =
                Pattern.compile("</(p|h1|h2|h3|ul|ol|table|div)>", Pattern.CASE_INSENSITIVE);
        private static final Pattern LINE_END = Pattern.compile("<br[^>]*>|</(li|tr)>", Pattern.CASE_INSENSITIVE);
        private static final Pattern TAG = Pattern.compile("<[^>]*>");

        private PlainText() {}

        static String of(String html) {
            String text = INVISIBLE.matcher(html).replaceAll("");
            text = text.replaceAll("[ \\t\\r\\n]+", " ");
            text = LINK.matcher(text).replaceAll(link -> {
                String label = TAG.matcher(link.group(2)).replaceAll("").strip();
                String address = link.group(1);
                String both = label.equals(address) ? address : label + "<br>" + address;
                return java.util.regex.Matcher.quoteReplacement(both);
            });
            text = text.replaceAll("(?i)<li\\b[^>]*>", "– ");
            text = LINE_END.matcher(text).replaceAll("\n");
            text = PARAGRAPH_END.matcher(text).replaceAll("\n\n");
            text = TAG.matcher(text).replaceAll("");
            text = HtmlUtils.htmlUnescape(text);
            return text.replaceAll(" *\n *", "\n").replaceAll("\n{3,}", "\n\n").strip() + "\n";
        }
    }
}
