package org.openbloctel.server.authority.complaint;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Rule;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaint;
import org.openbloctel.registry.authority.complaint.Departement;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.IdentityHeader;
import org.openbloctel.registry.authority.complaint.OtherAuthority;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.server.platform.pages.Typesetting;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the pages of complaints show: the choices of the form, and a complaint with its rules as they were on the day of the call. */
@Component
public final class ComplaintShown {
    private final LawBook law;
    private final MessageSource texts;

    ComplaintShown(LawBook law, MessageSource texts) {
        this.law = law;
        this.texts = texts;
    }

    /** The form. */
    String form(Model model, ComplaintForm form, String action, @Nullable Map<String, String> numbers) {
        model.addAttribute("action", action);
        model.addAttribute("numbers", numbers);
        model.addAttribute("more", form.saysMore());
        Map<String, String> subjects = new LinkedHashMap<>();
        subjects.put("", say("complaint.subject.choose"));
        Stream.of(Subject.values()).forEach(one -> subjects.put(one.code(), say("complaint.subject." + one.code())));
        model.addAttribute("subjects", subjects);
        Map<String, String> departements = new LinkedHashMap<>();
        departements.put("", say("complaint.departement.none"));
        Departement.all().forEach(one -> departements.put(one.code(), one.code() + " " + one.name()));
        model.addAttribute("departements", departements);
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("yes", say("complaint.answer.yes"));
        answers.put("no", say("complaint.answer.no"));
        model.addAttribute("answers", answers);
        Map<String, String> displays = new LinkedHashMap<>();
        Stream.of(Filing.Display.values())
                .forEach(one -> displays.put(one.code(), say("complaint.display." + one.code())));
        model.addAttribute("displays", displays);
        Map<String, String> speakers = new LinkedHashMap<>();
        Stream.of(Filing.Speaker.values())
                .forEach(one -> speakers.put(one.code(), say("complaint.speaker." + one.code())));
        model.addAttribute("speakers", speakers);
        Map<String, String> doors = new LinkedHashMap<>();
        Stream.of(OtherAuthority.values())
                .forEach(one -> doors.put(one.code(), say("complaint.door." + one.code() + ".sign")));
        model.addAttribute("doors", doors);
        model.addAttribute(
                "allDoors",
                Arrays.stream(OtherAuthority.values()).map(OtherAuthority::code).toList());
        return "complaint/new";
    }

    /**
     * A complaint.
     *
     * @param token of its secret link; null in a space
     */
    String one(Model model, Complaint complaint, @Nullable String token) {
        model.addAttribute("token", token);
        facts(model, complaint);
        return "complaint/one";
    }

    /** What a page shows of a complaint: its statements, the called number masked, and its rules. */
    public void facts(Model model, Complaint complaint) {
        Locale locale = LocaleContextHolder.getLocale();
        PhoneNumber number = complaint.number();
        CallingNumber caller = complaint.caller();
        model.addAttribute("one", complaint);
        model.addAttribute("number", number == null ? null : number.masked());
        model.addAttribute("caller", caller == null ? null : caller.spelled());
        model.addAttribute(
                "unshown",
                say(
                        complaint.answers().display() == Filing.Display.UNAUTHENTICATED
                                ? "complaint.caller.unauthenticated"
                                : "complaint.masked.yes"));
        identity(model, complaint, complaint.words().identity());
        model.addAttribute("broken", rules(complaint, complaint.broken(), locale));
        model.addAttribute("unsure", rules(complaint, complaint.unsure(), locale));
        model.addAttribute(
                "doors", complaint.doors().stream().map(OtherAuthority::code).toList());
        model.addAttribute(
                "mentioned",
                complaint.mentioned().stream().map(OtherAuthority::code).toList());
        model.addAttribute(
                "subject", say("complaint.subject." + complaint.subject().code()));
    }

    /**
     * Shows the statements of the {@code Identity} header in a text, and how they agree with a complaint; returns whether the text has one. A header
     * that is shown stays where it has none.
     */
    public boolean identity(Model model, Complaint complaint, String text) {
        Optional<IdentityHeader> found = IdentityHeader.find(text);
        found.ifPresent(header -> model.addAttribute(
                "identity",
                new IdentityShown(
                        header,
                        header.origin() == null ? null : header.origin().spelled(),
                        header.caller(complaint),
                        header.called(complaint),
                        header.time(complaint))));
        return found.isPresent();
    }

    /**
     * An {@code Identity} header beside a complaint.
     *
     * @param origin the number that called, spelled; null for none that can be read
     */
    record IdentityShown(
            IdentityHeader header,
            @Nullable String origin,
            IdentityHeader.Match caller,
            IdentityHeader.Match called,
            IdentityHeader.Match time) {
        /** Without the numbers. */
        @Override
        public String toString() {
            return "IdentityShown";
        }
    }

    /**
     * A rule as it was.
     *
     * @param article where it stood
     */
    record RuleLine(String id, String title, String article, String text) {}

    private List<RuleLine> rules(Complaint complaint, List<String> ids, Locale locale) {
        return ids.stream()
                .flatMap(id -> law.rule(id).stream())
                .flatMap(rule -> version(complaint, rule).stream()
                        .map(version -> new RuleLine(
                                rule.id(),
                                set(rule.title().in(locale), locale),
                                Typesetting.french(version.article()),
                                set(version.text().in(locale), locale))))
                .toList();
    }

    /** As the rule was on the day of the latest call that it held on. */
    private static Optional<RuleVersion> version(Complaint complaint, Rule rule) {
        ZoneId zone = complaint.zone();
        return complaint.calls().reversed().stream()
                .map(at -> LocalDate.ofInstant(at, zone))
                .flatMap(day -> rule.on(day).stream())
                .findFirst();
    }

    private static String set(String text, Locale locale) {
        return locale.getLanguage().equals("fr") ? Typesetting.french(text) : text;
    }

    private String say(String key) {
        return texts.getMessage(key, null, LocaleContextHolder.getLocale());
    }
}
