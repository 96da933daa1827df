package org.openbloctel.server.app;

import static java.util.Objects.requireNonNullElse;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.NumbersBeingSealedException;
import org.openbloctel.registry.platform.rotation.Rewrapping;
import org.openbloctel.registry.platform.vault.MasterKeyFile;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.metrics.DatabaseGauges;
import org.openbloctel.server.platform.settings.SecretFile;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The master keys, from a setting or from a file in the data folder, and the work after a new one was put before the others. */
@Configuration(proxyBeanMethods = false)
@Import(Rewrapping.class)
class MasterKeyConfiguration {
    static final String FILE = "master.key";

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyConfiguration.class);
    private static final Duration LOOK = Duration.ofMinutes(1);

    @Bean
    MasterKeys masterKeys(MasterKeySettings keys, Settings settings) {
        return read(keys.masterKey(), keys.masterKeyCommand(), settings.dataFolder());
    }

    /** The keys of the setting or of the command where one is set, else those of the file, which is made if need be. */
    static MasterKeys read(String setting, String command, Path folder) {
        if (!command.isBlank() && !setting.isBlank()) {
            throw new SettingsException(
                    List.of("give one of openbloctel.master-key and " + MasterKeyCommand.SETTING + ", not both."));
        }
        if (!command.isBlank()) {
            return MasterKeyCommand.keys(command, MasterKeyCommand.PATIENCE);
        }
        boolean given = !setting.isBlank();
        Path file = folder.resolve(FILE);
        try {
            if (given) {
                return MasterKeys.parse(setting);
            }
            Files.createDirectories(folder);
            return MasterKeyFile.open(file);
        } catch (MasterKeys.UnusableKeyException e) {
            String where = given ? "openbloctel.master-key" : file.toString();
            throw new SettingsException(List.of(where + ": " + e.getMessage()
                    + ". Put back the right one; for a server without data, make one by openssl rand -base64 32."));
        } catch (MasterKeyFile.OpenToOthersException e) {
            throw new SettingsException(List.of(e.getMessage() + "."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database whose numbers this server can open: one with other keys must not start, nor serve an empty list. */
    static Database opened(Database database) {
        try {
            database.listNumbers();
            return database;
        } catch (NumbersBeingSealedException e) {
            throw new SettingsException(List.of("BT-0612: " + e.getMessage()
                    + ", or that was cut off: wait for bloctel serve --reseal-numbers to end, or run it again."
                    + " A server would find half of the numbers."));
        } catch (MasterKeys.LostKeyException e) {
            throw new SettingsException(
                    List.of(
                            "BT-0611: the phone numbers in this database are sealed under a key that no master"
                                    + " key of this server opens (" + e.getMessage()
                                    + "). Put the ring of master keys of this database into "
                                    + FILE
                                    + " of the data folder, or into openbloctel.master-key, and start again; nothing was changed."));
        }
    }

    @Bean
    List<RecurringJob> masterKeyJobs(Rewrapping rewrapping, MasterKeys keys) {
        return List.of(RecurringJob.every(LOOK, "master-key.rewrap", () -> {
            long done = rewrapping.run();
            if (done > 0) {
                LOG.info(
                        "Wrapped {} values by master key {}; {} are left under a former one",
                        done,
                        keys.currentId(),
                        rewrapping.standing().older());
            }
        }));
    }

    @Bean
    MeterBinder masterKeyMeters(Rewrapping rewrapping, DatabaseGauges gauges) {
        return registry -> {
            gauges.of(
                            "openbloctel.master.key.older",
                            () -> rewrapping.standing().older())
                    .description("Values that a former master key of this server's ring wrapped")
                    .register(registry);
            gauges.of("openbloctel.master.key.lost", () -> rewrapping.standing().lost())
                    .description("Values that a master key wrapped that is not in this server's ring")
                    .register(registry);
        };
    }

    /**
     * The master keys.
     *
     * @param masterKey the keys themselves
     * @param masterKeyFile a file with them; what stands in it is taken as the keys themselves where those are empty
     * @param masterKeyCommand a command that writes them; all empty for the file in the data folder
     */
    @ConfigurationProperties("openbloctel")
    record MasterKeySettings(String masterKey, SecretFile masterKeyFile, String masterKeyCommand) {
        MasterKeySettings {
            String given = requireNonNullElse(masterKey, "");
            masterKey = given.isBlank() ? requireNonNullElse(masterKeyFile.text(), "") : given;
            masterKeyCommand = requireNonNullElse(masterKeyCommand, "");
        }

        /** Without the keys. */
        @Override
        public String toString() {
            return "MasterKeySettings";
        }
    }
}
