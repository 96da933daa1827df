package org.openbloctel.server.callfiles.certificate;

import java.time.InstantSource;
import java.time.LocalTime;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.callfiles.certificate.CertificateFigures;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.certificate.Issuer;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.CountedByDay;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.document.Documents;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Certificates: the signing, and the paper that shows one. */
@Configuration(proxyBeanMethods = false)
class CertificateConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateConfiguration.class);

    @Bean
    Issuer issuer(Settings settings) {
        return new Issuer("OpenBloctel", settings.baseUrl().toString());
    }

    @Bean
    Certificates certificates(
            Database database, MasterKeys master, AuditTrail audit, InstantSource clock, Issuer issuer) {
        return new Certificates(database, master, audit, clock, issuer);
    }

    @Bean
    CountedByDay certificateFigures(Database database) {
        return new CertificateFigures(database);
    }

    /** Each night it is asked anew: a server that was down on the day is no reason to go on with an old key. */
    @Bean
    RecurringJob rotateSigningKey(Certificates certificates, CertificateSettings settings) {
        return RecurringJob.daily(LocalTime.of(2, 45), "certificate.rotate-key", () -> {
            if (certificates.rotateIfOlderThan(settings.keyDays(), "system")) {
                LOG.info("Certificates are signed by a new key; what older keys signed still verifies");
            }
        });
    }

    @Bean
    CertificatePdf certificatePdf(Documents documents, MessageSource messages, LawBook law) {
        return new CertificatePdf(documents, messages, law);
    }
}
