package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.TestCredentials;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.authority.inspection.InspectorAccount;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.registry.callfiles.scrubbing.Gate;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerWatch;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.retention.ErasureGate;
import org.openbloctel.registry.platform.retention.ErasureGate.DatabaseClock;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.SignIn;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.access.StepUp;
import org.openbloctel.server.platform.jobs.JobRunner;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.PropertySource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * The whole server on a free port, over a database of its own, with a clock that the test moves. Starts in some seconds: one
 * for each test class. A visitor without an account can be signed in by {@link #visitor(SignedIn)}, their
 * second factor given again just now.
 */
public final class ServerFixture implements AutoCloseable {
    /** What the clock shows at the start: a working day in Paris, at 15:05. */
    public static final Instant START = Instant.parse("2026-11-24T14:05:00Z");

    /** Two settings: a guard that takes no file for a walk, for numbers that stand side by side or are all on the list. */
    public static final String UNGUARDED = "openbloctel.guard.least=999999999\nopenbloctel.guard.coverage=false";

    private static final String PASSWORD = "Trois chevaux gris";
    private static final String SIGN_IN = "/test/sign-in";

    private final TestDatabase database;
    private final SettableClock clock;
    private volatile Duration databaseAhead = Duration.ZERO;
    private final Path folder = newFolder();
    private final Map<String, SignedIn> awaited = new ConcurrentHashMap<>();
    private final ConfigurableApplicationContext context;

    private ServerFixture(TestDatabase database, Consumer<GenericApplicationContext> prepared, String... settings) {
        this(database, START, false, prepared, settings);
    }

    private ServerFixture(
            TestDatabase database,
            Instant start,
            boolean watchesPowers,
            Consumer<GenericApplicationContext> prepared,
            String... settings) {
        this.database = database;
        this.clock = new SettableClock(start);
        List<String> all = new ArrayList<>(Arrays.asList(settings));
        if (all.stream().noneMatch(setting -> setting.startsWith("openbloctel.port="))) {
            all.add("openbloctel.port=0");
        }
        if (all.stream().noneMatch(setting -> setting.startsWith("openbloctel.operator.two-people="))) {
            all.add("openbloctel.operator.two-people=false");
        }
        if (all.stream().noneMatch(setting -> setting.startsWith("openbloctel.mail.sealed="))) {
            all.add("openbloctel.mail.sealed=false"); // tests follow the links of mails that wait
        }
        all.add("openbloctel.management.port=0");
        all.add("openbloctel.data-folder=" + folder);
        if (all.stream().noneMatch(setting -> setting.startsWith("openbloctel.database.url="))) {
            all.add("openbloctel.database.url=" + database.url());
        }
        this.context = new SpringApplicationBuilder(ServerApplication.class)
                // The database ends with the virtual machine, too, and a server would wait half a minute for it.
                .registerShutdownHook(false)
                .initializers((GenericApplicationContext beans) -> {
                    prepared.accept(beans);
                    beans.registerBean(
                            "settableClock",
                            InstantSource.class,
                            () -> new ErasureGate.RunClock(clock),
                            bean -> bean.setPrimary(true));
                    beans.registerBean(
                            "testDatabaseClock",
                            DatabaseClock.class,
                            () -> () -> clock.instant().plus(databaseAhead),
                            bean -> bean.setPrimary(true));
                    if (!watchesPowers) {
                        beans.registerBean(
                                "testPowers", PowerWatch.class, () -> noWatch(beans), bean -> bean.setPrimary(true));
                    }
                    beans.registerBean(
                            "testCredentials",
                            Credentials.class,
                            () -> credentials(beans),
                            bean -> bean.setPrimary(true));
                    beans.registerBean("testSignIn", FilterRegistrationBean.class, () -> signIn(beans));
                })
                .run(all.stream()
                        .flatMap(setting -> Stream.of(setting.split("\n(?=openbloctel\\.)")))
                        .map("--"::concat)
                        .toArray(String[]::new));
    }

    /** A hash of a password as production makes it takes four tenths of a second in the compiler of these tests. */
    private Credentials credentials(GenericApplicationContext beans) {
        return TestCredentials.of(
                beans.getBean(Database.class), clock, beans.getBean(AuditTrail.class), beans.getBean(Outbox.class));
    }

    /** Starts a server, with these settings ({@code name=value}) beside the usual ones. */
    public static ServerFixture start(String... settings) {
        return new ServerFixture(TestDatabase.create(), beans -> {}, settings);
    }

    /** Starts a server that doubts powers which no entry of the audit trail explains: rows that tests write by SQL, too. */
    public static ServerFixture watchingPowers(String... settings) {
        return new ServerFixture(TestDatabase.create(), START, true, beans -> {}, settings);
    }

    /** A watch that compares nothing. */
    private PowerWatch noWatch(ApplicationContext beans) {
        return new PowerWatch(
                beans.getBean(Database.class), beans.getBean(AuditTrail.class), List.of(), clock, unexplained -> {});
    }

    /** Starts a server on a database that others filled, at this instant. */
    static ServerFixture over(TestDatabase database, Instant now, String... settings) {
        return new ServerFixture(database, now, false, beans -> {}, settings);
    }

    /** Starts a server that holds the files that this gate holds. */
    public static ServerFixture gated(Gate gate, String... settings) {
        return new ServerFixture(
                TestDatabase.create(),
                beans -> beans.registerBean("testGate", Gate.class, () -> gate, bean -> bean.setPrimary(true)),
                settings);
    }

    /** Starts another server on the database of this one, with its master keys, and a clock and a folder of its own. */
    public ServerFixture startAnother(String... settings) {
        List<String> all = new ArrayList<>(Arrays.asList(settings));
        if (all.stream().noneMatch(setting -> setting.startsWith("openbloctel.master-key="))
                && Files.exists(folder.resolve("master.key"))) {
            all.add(masterKey());
        }
        return new ServerFixture(database, beans -> {}, all.toArray(String[]::new));
    }

    /** Starts a server that asks this source for each setting first. */
    static ServerFixture watched(PropertySource<?> watching, String... settings) {
        return new ServerFixture(
                TestDatabase.create(),
                beans -> beans.getEnvironment().getPropertySources().addFirst(watching),
                settings);
    }

    /** A server whose address is the one that its settings say: what is bound to it (links in mails, passkeys) works. */
    public static ServerFixture startAtItsAddress(String... settings) {
        int port = freePort();
        List<String> all = new ArrayList<>(Arrays.asList(settings));
        all.add("openbloctel.port=" + port);
        all.add("openbloctel.base-url=http://localhost:" + port);
        return new ServerFixture(TestDatabase.create(), beans -> {}, all.toArray(String[]::new));
    }

    /** Below those that outgoing connections take at any moment: it stays free until the server is up. */
    private static int freePort() {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: another.
            }
        }
        throw new IllegalStateException("no free port");
    }

    /** Settings for another server that shares its keys and its submitted files. */
    public String[] shared() {
        return new String[] {
            "openbloctel.submissions.folder=" + folder.resolve("submissions"),
            "openbloctel.consents.evidence-folder=" + folder.resolve("evidence"),
            masterKey()
        };
    }

    private String masterKey() {
        try {
            return "openbloctel.master-key=" + Files.readString(folder.resolve("master.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address, without a slash at the end. */
    public URI address() {
        return URI.create("http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Its clock. */
    public SettableClock clock() {
        return clock;
    }

    /** Its database. */
    public TestDatabase database() {
        return database;
    }

    /** The port for operations. */
    public int managementPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    /** Its data folder. */
    public Path folder() {
        return folder;
    }

    /** One of its parts. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** All of its parts of a type. */
    public <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    /** The recurring jobs of all features. */
    public List<RecurringJob> jobs() {
        ObjectProvider<List<RecurringJob>> features =
                context.getBeanProvider(ResolvableType.forClassWithGenerics(List.class, RecurringJob.class));
        return features.stream().flatMap(List::stream).toList();
    }

    /** Puts numbers on the list, one a line, and waits until the server has them; answers their revision. */
    public long publish(String numbers) {
        Publication publication = bean(Publication.class);
        try {
            long revision = publication
                    .importNumbers(new ByteArrayInputStream(numbers.getBytes(StandardCharsets.UTF_8)))
                    .revision();
            if (!publication.await(revision, Duration.ofSeconds(20))) {
                throw new AssertionError("the list is not at revision " + revision);
            }
            return revision;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Moves the database's clock against the server's. */
    public void moveDatabase(Duration ahead) {
        databaseAhead = ahead;
    }

    /** As if the server had been there, and erased, each night until now: the test has moved its clock in one leap. */
    public void nightsPass() {
        JdbcClient owner = JdbcClient.create(database.owner());
        owner.sql("insert into accounts.erasure_run (job, started_at, millis, erased) values ('test.night', ?, 0, 0)")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        owner.sql("delete from accounts.erasure_stop").update();
    }

    /**
     * Does these recurring jobs now, after {@link #nightsPass}: a test that waits for what they do need not wait for their turn.
     */
    public void hurry(String... jobs) {
        nightsPass();
        JobRunner runner = bean(JobRunner.class);
        for (String job : jobs) {
            runner.runNow(job);
        }
    }

    /** A visitor with a browser without JavaScript, not signed in. */
    public Visitor visitor() {
        return new Visitor(address());
    }

    /** The same, signed in. */
    public Visitor visitor(SignedIn who) {
        Visitor visitor = visitor();
        visitor.get(signInPath(who));
        return visitor;
    }

    /** A path that signs the browser in that opens it, once. For tests with a real browser. */
    public String signInPath(SignedIn who) {
        String token = UUID.randomUUID().toString();
        awaited.put(token, who);
        return SIGN_IN + "?" + token;
    }

    /** A new person of the operator's, with a second factor. */
    public SignedIn.Staff staff() {
        UUID id = bean(Staff.class)
                .add("Sacha Exemple", email("staff"), PASSWORD, Locale.FRENCH, "system")
                .id();
        return new SignedIn.Staff(withFactor(id), true);
    }

    /** A new inspector with a second factor. */
    public SignedIn.Inspector inspector(SignedIn.Rank rank) {
        UUID id = bean(Inspectors.class)
                .add(
                        "Cyrille Exemple",
                        email("inspector"),
                        PASSWORD,
                        InspectorAccount.Rank.valueOf(rank.name()),
                        "system")
                .id();
        return new SignedIn.Inspector(withFactor(id), rank, true);
    }

    private static String email(String realm) {
        return realm + "-" + UUID.randomUUID() + "@example.org";
    }

    private UUID withFactor(UUID id) {
        SecondFactor factor = bean(SecondFactor.class);
        factor.confirm(id, Totp.code(factor.offer(id, "OpenBloctel").secret(), clock.instant()));
        return id;
    }

    @Override
    public void close() {
        try {
            assertThat(
                            withoutWords(
                                    "select distinct 'did.' || action from accounts.audit_entry where action not like 'test.%'"))
                    .as("actions that i18n/trail does not name")
                    .isEmpty();
            assertThat(withoutWords("select distinct 'of.' || split_part(code, ':', 1) from accounts.audit_entry,"
                            + " lateral (values (actor), (subject)) as codes (code) where action not like 'test.%'"
                            + " and code like '%:%'"))
                    .as("actors and subjects that i18n/trail does not name")
                    .isEmpty();
        } finally {
            context.close();
        }
    }

    /** What the trail has and its pages can show as a code alone; actions of a test are named {@code test.…}. */
    private List<String> withoutWords(String query) {
        if (!context.isActive()) {
            return List.of();
        }
        MessageSource texts = bean(MessageSource.class);
        try {
            return JdbcClient.create(database.owner()).sql(query).query(String.class).list().stream()
                    .filter(code -> texts.getMessage("trail." + code, null, null, Locale.FRENCH) == null)
                    .toList();
        } catch (DataAccessException unreadable) {
            return List.of(); // a test that breaks its database
        }
    }

    /** A signal about a company. */
    public UUID signal(UUID company) {
        UUID id = UUID.randomUUID();
        JdbcClient.create(database.owner())
                .sql(
                        "insert into accounts.signal (id, kind, company, state, figures, parameters, first_at, last_at, changed_at)"
                                + " values (?, 'UNCHECKED', ?, 'NEW', 'people=2 complaints=3', 'people=2 days=30 check-days=60', now(),"
                                + " now(), now())")
                .params(id, company)
                .update();
        return id;
    }

    /** In the build's folder, which {@code make clean} removes. */
    private static Path newFolder() {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            return Files.createTempDirectory(target, "server-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FilterRegistrationBean<?> signIn(GenericApplicationContext beans) {
        FilterRegistrationBean<jakarta.servlet.Filter> registration =
                new FilterRegistrationBean<>((request, response, chain) ->
                        signIn(beans, (HttpServletRequest) request, (HttpServletResponse) response));
        registration.addUrlPatterns(SIGN_IN);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER + 1);
        return registration;
    }

    private void signIn(GenericApplicationContext beans, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SignedIn who = awaited.remove(String.valueOf(request.getQueryString()));
        if (who == null) {
            response.setStatus(404);
            return;
        }
        Browser browser = new Browser(request, response);
        String way = beans.getBean(SignIn.class).open(who, browser);
        boolean secondFactor = switch (who) {
            case SignedIn.Member member -> member.secondFactor();
            case SignedIn.Staff staff -> staff.secondFactor();
            case SignedIn.Inspector inspector -> inspector.secondFactor();
            case SignedIn.Consumer consumer -> false;
            case SignedIn.Key key -> false;
        };
        if (secondFactor) {
            way = beans.getBean(StepUp.class).proved(who, browser);
        }
        // With a body: a browser stays where it was when there is none.
        response.setContentType("text/plain");
        response.getWriter().write(way);
    }
}
