package org.openbloctel.server.callfiles.certificate;

import java.time.LocalTime;
import java.util.List;
import org.openbloctel.registry.callfiles.certificate.CertificateFigures;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.certificate.Issuer;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Certificates: the signing, and the paper that shows one. */
@Configuration(proxyBeanMethods = false)
@Import({Certificates.class, CertificateFigures.class, CertificatePdf.class})
class CertificateConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateConfiguration.class);

    @Bean
    Issuer issuer(Settings settings) {
        return new Issuer("OpenBloctel", settings.baseUrl().toString());
    }

    @Bean
    List<RecurringJob> certificateJobs(Certificates certificates, CertificateSettings settings) {
        return List.of(
                // Each night it is asked anew: a server that was down on the day is no reason to go on with an old key.
                RecurringJob.daily(LocalTime.of(2, 45), "certificate.rotate-key", () -> {
                    if (certificates.rotateIfOlderThan(settings.keyDays(), "system")) {
                        LOG.info("Certificates are signed by a new key; what older keys signed still verifies");
                    }
                }));
    }

    /** After how many days certificates are signed by a new key. */
    @ConfigurationProperties("openbloctel.certificates")
    record CertificateSettings(@Between(min = 1, max = 3650) int keyDays) {}
}
