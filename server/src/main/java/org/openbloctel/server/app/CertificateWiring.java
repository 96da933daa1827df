package org.openbloctel.server.app;

import java.time.InstantSource;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.certificate.Certificates;
import org.openbloctel.registry.certificate.Issuer;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.server.certificate.CertificatePdf;
import org.openbloctel.server.document.Documents;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Certificates: the signing, and the paper that shows one. */
@Configuration(proxyBeanMethods = false)
class CertificateWiring {
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
    CertificatePdf certificatePdf(Documents documents, MessageSource messages) {
        return new CertificatePdf(documents, messages);
    }
}
