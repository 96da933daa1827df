package org.openbloctel.server.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.authority.signal.Signals;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.server.platform.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills a new data folder with sample people, once, and prints their logins at every start. The file with the logins is
 * written last and says that all is there.
 */
final class DemoData implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Database database;
    private final Samples samples;
    private final Settings settings;
    private final Path file;

    DemoData(Database database, Samples samples, Settings settings) {
        this.database = database;
        this.samples = samples;
        this.settings = settings;
        this.file = settings.dataFolder().resolve("demo/credentials.json");
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (!Files.exists(file)) {
            if (isFilled()) {
                LOG.warn("The sample data are there but not {}: another data folder gives new ones", file);
                return;
            }
            LOG.info("Making the sample data");
            write(logins(samples.make(database)));
        }
        print(JSON.readValue(file, Logins.class));
    }

    /** The codes of everybody's authenticator at this moment. */
    List<Code> codes(Instant now) {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Code> codes = new ArrayList<>();
        for (DemoPeople.DemoAccount account : JSON.readValue(file, Logins.class).accounts()) {
            if (account.totpSecret() != null) {
                codes.add(new Code(account.role(), account.email(), Totp.code(account.totpSecret(), now)));
            }
        }
        return codes;
    }

    /** A code of an authenticator: six digits, for some seconds yet. */
    record Code(String role, String email, String code) {}

    private boolean isFilled() {
        return database.accounts()
                .sql("select exists (select from accounts.company)")
                .query(Boolean.class)
                .single();
    }

    /** The sample data, part by part. */
    record Samples(DemoPeople people, DemoConsumers consumers, Spaces spaces, Service service) {
        private record Everybody(UUID consumer, DemoPeople.Made made) {}

        private DemoPeople.Made make(Database database) throws IOException {
            service.figures().invent(LegalCalendar.today(service.clock()));
            Everybody everybody = database.inAccounts(() -> new Everybody(consumers.make(), people.make()));
            spaces.make(everybody.made(), everybody.consumer());
            service.make(everybody.made(), everybody.consumer());
            return everybody.made();
        }
    }

    /** What consumers and companies see in their spaces. */
    record Spaces(DemoCampaigns campaigns, DemoConsents consents, DemoComplaints complaints, DemoFiles files) {
        private void make(DemoPeople.Made made, UUID consumer) throws IOException {
            consents.make(made.owner(), made.agent(), consumer);
            complaints.make(consumer, made.owner().company(), made.inspector());
            // When these people are there for everybody: their files are checked by the usual jobs.
            files.make(made.owner(), made.agent(), campaigns.make(made.owner()));
        }
    }

    /** What inspectors, the operator and the public see. */
    record Service(
            DemoInspection inspection,
            DemoHelpdesk helpdesk,
            Signals signals,
            DemoFigures figures,
            InstantSource clock) {
        private void make(DemoPeople.Made made, UUID consumer) {
            inspection.make(made.sanctioned().company(), made.inspector(), made.secondInspector());
            helpdesk.make(consumer, made.owner(), made.staff());
            signals.detect();
            figures.count();
        }
    }

    private Logins logins(DemoPeople.Made made) {
        List<DemoPeople.DemoAccount> accounts = new ArrayList<>();
        accounts.add(new DemoPeople.DemoAccount("consumer", DemoConsumers.EMAIL, null, null));
        accounts.addAll(made.accounts());
        return new Logins(settings.baseUrl().toString(), made.apiKey(), made.testKey(), accounts);
    }

    /** Under its name only when it is whole. */
    private void write(Logins logins) throws IOException {
        Path folder = settings.dataFolder().resolve("demo");
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(
                folder,
                "credentials",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, JSON.writeValueAsString(logins) + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** On standard output, not in the log: these are secrets, if only of a demo. */
    private void print(Logins logins) {
        PrintStream out = System.out;
        out.printf("%nOpenBloctel, démonstration : %s%n%n", settings.baseUrl());
        for (DemoPeople.DemoAccount account : logins.accounts()) {
            out.printf("  %-18s %-34s %s%n", account.role(), account.email(), how(account));
        }
        out.printf("%n  API key %s%n  test key %s%n", logins.apiKey(), logins.testKey());
        out.printf(
                "  mail %1$s/demo/mail · second factors' codes %1$s/demo/codes · all of this in %2$s%n%n",
                settings.baseUrl(), file);
        out.flush();
    }

    private static String how(DemoPeople.DemoAccount account) {
        return account.password() == null
                ? "by a link in a mail"
                : account.password() + "  TOTP " + account.totpSecret();
    }

    /**
     * What the file holds.
     *
     * @param baseUrl where the server is
     * @param apiKey a key of the first company
     * @param testKey its test key
     */
    record Logins(String baseUrl, String apiKey, @Nullable String testKey, List<DemoPeople.DemoAccount> accounts) {}
}
