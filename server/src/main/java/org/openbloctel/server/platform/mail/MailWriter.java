package org.openbloctel.server.platform.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.server.platform.pages.HoldFigures;
import org.springframework.context.MessageSource;
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
}
