package org.openbloctel.server.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.certificate.Certificates;
import org.openbloctel.registry.certificate.Issuer;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.vault.MasterKeyFile;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.server.certificate.CertificatePdf;
import org.openbloctel.server.document.Documents;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The master keys, from a setting or from a file in the data folder, and the certificates that stand on them. */
@Configuration(proxyBeanMethods = false)
class CertificateWiring {
    @Bean
    MasterKeys masterKeys(@Value("${openbloctel.master-key}") String setting, Settings settings) {
        if (!setting.isBlank()) {
            return MasterKeys.parse(setting);
        }
        try {
            Files.createDirectories(settings.dataFolder());
            return MasterKeyFile.open(settings.dataFolder().resolve("master.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
