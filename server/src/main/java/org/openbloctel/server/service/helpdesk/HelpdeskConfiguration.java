package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.EmailAddress;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.calls.mailbox.Mailbox;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.ReadingWatch;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.service.helpdesk.DeskTexts;
import org.openbloctel.registry.service.helpdesk.HelpDesk;
import org.openbloctel.registry.service.helpdesk.HelpdeskPolicy;
import org.openbloctel.registry.service.helpdesk.PersonCases;
import org.openbloctel.registry.service.helpdesk.Questions;
import org.openbloctel.registry.service.helpdesk.TicketAsker;
import org.openbloctel.server.calls.mailbox.OtherAddress;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.SettingsException;
import org.openbloctel.server.service.help.PublishedQuestions;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The help desk. */
@Configuration(proxyBeanMethods = false)
@Import({
    Questions.Reach.class,
    Questions.Needs.class,
    Questions.class,
    HelpDesk.class,
    DeskTexts.class,
    PersonCases.class
})
class HelpdeskConfiguration {
    private static final Duration BETWEEN_CLOSINGS = Duration.ofHours(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;

    HelpdeskConfiguration(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    @Bean
    HelpdeskPolicy helpdeskPolicy(HelpdeskSettings settings, ConsumerSettings consumers, Mailbox mailbox) {
        Optional<String> address = Optional.of(settings.address()).filter(one -> !one.isEmpty());
        if (address.isPresent() && mailbox.address().isEmpty()) {
            throw new SettingsException(List.of(
                    "openbloctel.helpdesk.address is given, but no mailbox is read: give openbloctel.mailbox.host, or"
                            + " leave the address empty."));
        }
        if (address.isPresent()
                && address.get().equalsIgnoreCase(mailbox.address().orElse(""))) {
            throw new SettingsException(
                    List.of("openbloctel.helpdesk.address is the address for call files: give another one."));
        }
        return new HelpdeskPolicy(consumers.portal(), address, settings.answerDays());
    }

    /** A claim is a question of the company's owner, whom it tells nothing of the account that has the SIREN. */
    @Bean
    RegisterLetters.SirenClaims sirenClaims(Questions questions, MessageSource texts) {
        return (company, owner) -> {
            Locale locale = owner.locale();
            String siren = company.number().spaced();
            questions.ask(
                    TicketAsker.member(owner.id(), company.id(), locale),
                    Objects.requireNonNull(texts.getMessage("helpdesk.claim.subject", new Object[] {siren}, locale)),
                    Objects.requireNonNull(
                            texts.getMessage("helpdesk.claim.text", new Object[] {company.name(), siren}, locale)));
        };
    }

    @Bean
    PublishedQuestions publishedQuestions(DeskTexts texts) {
        return language -> texts.published().stream()
                .map(one -> new PublishedQuestions.Question(
                        one.id(), one.question().in(language), one.answer().in(language)))
                .toList();
    }

    @Bean
    @Nullable
    OtherAddress helpdeskAddress(HelpdeskPolicy policy, Questions questions) {
        return policy.address()
                .map(address -> new MailedQuestions(address, questions))
                .orElse(null);
    }

    @Bean
    List<RecurringJob> helpdeskJobs(HelpDesk desk, Staff staff, Outbox outbox, HelpdeskSettings settings) {
        int limit = settings.casesADay();
        ReadingWatch.Readings readings =
                new ReadingWatch.Readings("person-case.read", "person-case.readings-over", limit);
        ReadingWatch watch = new ReadingWatch(database, clock, audit, readings, (person, times) -> {
            String name = staff.find(person).map(Staff.Person::name).orElse("—");
            Map<String, String> says =
                    Map.of("name", name, "readings", Long.toString(times), "limit", Integer.toString(limit));
            staff.all().stream()
                    .filter(one -> !one.id().equals(person))
                    .forEach(one ->
                            outbox.put(new Outbox.Message(one.email(), one.locale(), "helpdesk/readings", says)));
        });
        return List.of(
                RecurringJob.every(BETWEEN_LOOKS, "helpdesk.readings", watch::look),
                RecurringJob.every(BETWEEN_CLOSINGS, "helpdesk.close", desk::closeAnswered),
                RecurringJob.erasingDaily(LocalTime.of(3, 32), Rules.TICKETS, desk::forget));
    }

    /**
     * The settings of the help desk.
     *
     * @param address where people mail questions; empty where none are read
     * @param answerDays within how many working days a question is to be answered
     * @param casesADay cases of persons that one of the operator's people opens in a day without a mail to the others
     */
    @ConfigurationProperties("openbloctel.helpdesk")
    record HelpdeskSettings(
            String address,
            @Between(min = 1, max = 30) int answerDays,
            @Between(min = 1, max = 1_000_000) int casesADay) {
        HelpdeskSettings {
            address = requireNonNullElse(address, "").strip();
            if (!address.isEmpty() && !address.matches("[^@+\\s\"<>,;]+@[^@\\s\"<>,;]+")) {
                throw new SettingsException(List.of("openbloctel.helpdesk.address is \"" + address
                        + "\": give the address that people send questions to, without a +."));
            }
        }
    }

    /** Hands mails to the address of the help desk to {@link Questions}. Mails from a sender to whom no answer can be mailed are ignored. */
    record MailedQuestions(String address, Questions questions) implements OtherAddress {
        @Override
        public String address() {
            return address;
        }

        @Override
        public boolean receive(Received mail) {
            String from;
            try {
                from = EmailAddress.read(mail.from()).text();
            } catch (RefusedException unusual) {
                return false;
            }
            return questions.receive(new Questions.Mail(
                    from,
                    mail.proved(),
                    mail.marks(),
                    mail.subject(),
                    mail.text(),
                    mail.dropped(),
                    mail.messageId(),
                    mail.locale()));
        }
    }
}
