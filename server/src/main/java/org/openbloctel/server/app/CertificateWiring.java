package org.openbloctel.server.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.certificate.Certificates;
import org.openbloctel.registry.certificate.Issuer;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.vault.MasterKeyFile;
import org.openbloctel.registry.vault.MasterKeys;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The master keys, from a setting or from a file in the data folder, and the certificates that stand on them. */
@Configuration(proxyBeanMethods = false)
class CertificateWiring {
    @Bean
    MasterKeys masterKeys(
            @Value("${openbloctel.master-key:}") String setting, @Value("${openbloctel.data-folder}") Path folder) {
        if (!setting.isBlank()) {
            return MasterKeys.parse(setting);
        }
        try {
            Files.createDirectories(folder);
            return MasterKeyFile.open(folder.resolve("master.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Bean
    Issuer issuer(
            @Value("${openbloctel.service-name:OpenBloctel}") String name,
            @Value("${openbloctel.base-url:http://localhost:8080}") String url) {
        return new Issuer(name, url.replaceAll("/+$", ""));
    }

    @Bean
    Certificates certificates(
            Database database, MasterKeys master, AuditTrail audit, InstantSource clock, Issuer issuer) {
        return new Certificates(database, master, audit, clock, issuer);
    }
}
