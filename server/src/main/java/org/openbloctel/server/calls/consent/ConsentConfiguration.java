package org.openbloctel.server.calls.consent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.consent.CompanyConsents;
import org.openbloctel.registry.calls.consent.ConsentImports;
import org.openbloctel.registry.calls.consent.ConsentLinks;
import org.openbloctel.registry.calls.consent.ConsentNews;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.EvidenceFiles;
import org.openbloctel.registry.calls.consent.NumberConsents;
import org.openbloctel.registry.calls.consent.Permissions;
import org.openbloctel.registry.calls.consent.Withdrawals;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.StoredFiles;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.files.FilePlaces;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Consents, and the ways to withdraw them. */
@Configuration(proxyBeanMethods = false)
@Import({
    ConsentNews.class,
    Consents.class,
    NumberConsents.class,
    CompanyConsents.class,
    Permissions.class,
    ConsentImports.class,
    Withdrawals.class,
    ConsentLinks.class
})
class ConsentConfiguration {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final MasterKeys keys;

    ConsentConfiguration(Database database, InstantSource clock, AuditTrail audit, MasterKeys keys) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.keys = keys;
    }

    @Bean
    EvidenceFiles evidenceFiles(FilePlaces places, Settings settings, ConsentSettings consents) throws IOException {
        Path folder = consents.evidence(settings.dataFolder());
        StoredFiles files = places.open("evidence", folder, DiskRoom.LITTLE, new EvidenceFiles.Named(database));
        return new EvidenceFiles(database, clock, audit, keys, files);
    }

    @Bean
    DiskRoom evidenceRoom(EvidenceFiles files) {
        return files.room();
    }

    /**
     * The settings of consents, with the names that the file of settings has.
     *
     * @param evidenceFolder where the encrypted evidence lies, shared by all servers of one registry; null for the data folder
     */
    @ConfigurationProperties("openbloctel.consents")
    record ConsentSettings(@Nullable Path evidenceFolder) {
        /** The folder of evidence, in this data folder where no other is set. */
        Path evidence(Path dataFolder) {
            return evidenceFolder == null ? dataFolder.resolve("evidence") : evidenceFolder;
        }
    }
}
