package org.openbloctel.server.accounts.operator;

import java.time.Period;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.openbloctel.registry.accounts.company.CompanyErasure;
import org.openbloctel.registry.accounts.consumer.ActSigns;
import org.openbloctel.registry.accounts.consumer.ConsumerDuties;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.retention.ErasureRuns;
import org.openbloctel.registry.platform.security.SecurityLog;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Until when things are kept, in words: {@code @retentionTexts} in templates. The only place that says it, for the operator's page,
 * the page on personal data, the help, the upload and docs/retention.md; its periods are those by which the erasing works.
 * Thread-safe.
 */
@Component("retentionTexts")
public final class RetentionTexts {
    private final MessageSource texts;
    private final Period asSent;
    private final int hoursAfterDownload;
    private final Period atMost;

    RetentionTexts(MessageSource texts, RetentionSettings settings) {
        this.texts = texts;
        this.asSent = Period.ofDays(settings.daysAsSent());
        this.hoursAfterDownload = settings.hoursAfterDownload();
        this.atMost = Period.ofDays(settings.daysAtMost());
    }

    /** When submitted and returned files are erased, in two sentences, in the reader's language. */
    public String files() {
        return files(LocaleContextHolder.getLocale());
    }

    private String files(Locale locale) {
        return say("retention.files.sent", locale, asSent) + " "
                + text("retention.files.returned", locale, hoursAfterDownload, words(atMost, locale));
    }

    /** Until when what a rule names is kept, in the reader's language. */
    public String until(String rule) {
        return until(rule, LocaleContextHolder.getLocale());
    }

    /** The same in a language. */
    public String until(String rule, Locale locale) {
        String key = "retention." + rule + ".until";
        return switch (rule) {
            case "registrations", "consumers" ->
                say(key, locale, ConsumerDuties.ENDED_KEPT, ConsumerDuties.WITHDRAWN_NUMBER_KEPT);
            case "acts" -> say(key, locale, Period.ofDays(ActSigns.KEPT_DAYS));
            case "companies" -> say(key, locale, CompanyErasure.REFUSED_KEPT);
            case "company-letters" -> say(key, locale, CompanyErasure.LETTERS_KEPT);
            case "mandates" -> say(key, locale, CompanyErasure.MANDATES_KEPT, CompanyErasure.PROPOSALS_KEPT);
            case "api-keys", "sftp-keys", "sealing-keys" -> say(key, locale, CompanyErasure.KEYS_KEPT);
            case "invoices" -> say(key, locale, Period.ofYears(CompanyErasure.ACCOUNTING_YEARS));
            case "quotas" -> say(key, locale, CompanyErasure.DRAWN_KEPT);
            case "files" -> text(key, locale, files(locale));
            case "arrivals" -> say(key, locale, atMost);
            case "certificates" -> say(key, locale, Period.ofYears(Certificates.KEPT_YEARS));
            case "security" -> say(key, locale, SecurityLog.KEPT);
            case "audit" -> say(key, locale, AuditTrail.KEPT);
            case "erasures" -> say(key, locale, ErasureRuns.KEPT, ErasureRuns.EMPTY_KEPT);
            default -> text(key, locale);
        };
    }

    private String say(String key, Locale locale, Period... periods) {
        return text(
                key,
                locale,
                Arrays.stream(periods).map(period -> words(period, locale)).toArray());
    }

    @SuppressWarnings("JavaPeriodGetDays") // a term here is in days, in months or in years, never in two of them
    private String words(Period period, Locale locale) {
        if (period.getDays() > 0) {
            return text("retention.days", locale, period.getDays());
        }
        return period.getMonths() > 0
                ? text("retention.months", locale, period.getMonths())
                : text("retention.years", locale, period.getYears());
    }

    private String text(String key, Locale locale, Object... arguments) {
        return Objects.requireNonNull(texts.getMessage(key, arguments, locale));
    }

    /** For how many days files are kept, as the operator’s pages say. */
    @ConfigurationProperties("openbloctel.submissions")
    record RetentionSettings(int daysAsSent, int hoursAfterDownload, int daysAtMost) {}
}
