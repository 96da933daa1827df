package org.openbloctel.registry.authority.evidence;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.TestCredentials;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.authority.complaint.ManyComplaints;
import org.openbloctel.registry.authority.inspection.InspectorAccount;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.registry.list.trace.ManyTraces;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The data of a running server, filled with complaints and traces of three years, and with an inspector. A program: {@code make bench} starts it,
 * and reads in the file that it leaves how to sign in, which words occur, and which complaints have how many checks in their evidence. What fails
 * ends it, and leaves no file.
 */
final class FilledServer {
    private static final int FILES = 20_000;
    private static final int DAYS = 1_080;
    private static final int KNOWN = 100;
    /** A number is in one file of so many days. */
    private static final int DAYS_BETWEEN = 20;

    private static final long FIRST_KNOWN = 33_639_980_000L;
    private static final int CALLING_COMPANIES = 500;
    private static final String EMAIL = "inspection@bench.example";

    private final String port;
    private final String password;
    private final MasterKeys master;
    private final Instant now = Instant.now();
    private final InstantSource clock = InstantSource.fixed(now);
    private final Database database;
    private final Vault vault;
    private final Properties facts = new Properties();
    private final Map<Long, Integer> checks = new LinkedHashMap<>();

    private FilledServer(Path data) throws IOException {
        this.master =
                MasterKeys.parse(Files.readString(data.resolve("master.key")).strip());
        this.port = Files.readAllLines(data.resolve("postgres/data/postmaster.pid"))
                .get(3)
                .strip();
        this.password = Files.readString(data.resolve("postgres/password")).strip();
        this.database =
                new Database(connections("role=openbloctel_accounts"), connections("role=openbloctel_list"), master);
        this.vault = new Vault(data.resolve("submissions"));
    }

    /** The data folder, the file to leave, and how many complaints and prints. */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException, ExecutionException {
        FilledServer server = new FilledServer(Path.of(args[0]));
        server.fill(Integer.parseInt(args[2]), Long.parseLong(args[3]));
        try (Writer out = Files.newBufferedWriter(Path.of(args[1]))) {
            server.facts.store(out, null);
        }
    }

    private DriverManagerDataSource connections(String options) {
        DriverManagerDataSource connections = new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:" + port + "/openbloctel", "openbloctel", password);
        Properties properties = new Properties();
        properties.setProperty("options", "-c " + options);
        connections.setConnectionProperties(properties);
        return connections;
    }

    private void fill(int complaints, long prints) throws SQLException, InterruptedException, ExecutionException {
        inspector();
        SplittableRandom random = new SplittableRandom(20_000);
        for (int i = 0; i < KNOWN; i++) {
            checks.put(FIRST_KNOWN + 97L * i, 0);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Integer> rows = threads.submit(() -> complaints(complaints));
            List<Future<Long>> days = days(random, prints, threads);
            long written = 0;
            for (Future<Long> day : days) {
                written += day.get();
            }
            report("%d checks of %d files on %d days", written, FILES, DAYS);
            report("%d complaints", rows.get());
        }
        readable();
        facts.setProperty("words", String.join(" ", ManyComplaints.WORDS));
    }

    private void inspector() {
        AuditTrail audit = new AuditTrail(database, master, clock);
        Outbox outbox = new Outbox(database, clock);
        Credentials credentials = TestCredentials.of(database, clock, audit, outbox);
        String own = Links.token();
        UUID id = new Inspectors(database, clock, audit, credentials, outbox)
                .add("Cyrille Vasseur", EMAIL, own, InspectorAccount.Rank.HEAD, "system")
                .id();
        SecondFactor factors = new SecondFactor(database, clock, audit, outbox, master);
        SecondFactor.Offer offer = factors.offer(id, "OpenBloctel bench");
        factors.confirm(id, Totp.code(offer.secret(), now.minusSeconds(Totp.STEP_SECONDS)));
        facts.setProperty("email", EMAIL);
        facts.setProperty("password", own);
        facts.setProperty("secret", HexFormat.of().formatHex(offer.secret()));
    }

    private int complaints(int rows) throws SQLException {
        try (Connection connection = owner()) {
            JdbcClient owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            // Else PostgreSQL writes each page again and again at its checkpoints.
            owner.sql("alter system set max_wal_size = '16GB'").update();
            reload(owner);
            new ManyComplaints(database, owner, master, now).fill(rows);
            owner.sql("alter system reset max_wal_size").update();
            reload(owner);
            owner.sql("checkpoint").update();
        }
        return rows;
    }

    private static void reload(JdbcClient owner) {
        owner.sql("select pg_reload_conf()").query(Boolean.class).single();
    }

    /** Without triggers, which would look for each row that another one refers to. */
    private Connection owner() throws SQLException {
        return connections("session_replication_role=replica -c maintenance_work_mem=1GB")
                .getConnection();
    }

    private void readable() throws SQLException {
        try (Connection connection = owner()) {
            JdbcClient owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            List<Long> numbers = List.copyOf(checks.keySet());
            List<UUID> complaints = new ManyComplaints(database, owner, master, now).readable(numbers);
            for (int i = 0; i < complaints.size(); i++) {
                facts.setProperty("complaint." + i, complaints.get(i) + " " + checks.get(numbers.get(i)));
            }
        }
    }

    private List<Future<Long>> days(SplittableRandom random, long prints, ExecutorService threads) {
        LocalDate first = LegalCalendar.dayOf(now).minusDays(DAYS + 1L);
        List<Future<Long>> days = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            int files = FILES * (day + 1) / DAYS - FILES * day / DAYS;
            ManyTraces.Day size = new ManyTraces.Day(
                    LegalCalendar.startOf(first.plusDays(day)).plusSeconds(8 * 3_600L), prints / FILES * files, files);
            List<Long> known = checks.keySet().stream()
                    .filter(number -> random.nextInt(DAYS_BETWEEN) == 0)
                    .toList();
            known.forEach(number -> checks.merge(number, 1, Integer::sum));
            SplittableRandom own = random.split();
            days.add(threads.submit(
                    () -> new ManyTraces(database, master, vault, own, () -> company(own)).write(size, known)));
        }
        return days;
    }

    private static UUID company(SplittableRandom random) {
        return new UUID(0, ManyComplaints.FIRST_COMPANY + random.nextInt(CALLING_COMPANIES));
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of the project
    private static void report(String text, Object... values) {
        System.out.println(InstantSource.system().instant() + " " + String.format(Locale.ROOT, text, values));
    }
}
