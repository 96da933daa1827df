package org.openbloctel.acceptance.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.openbloctel.acceptance.shipped.Shipment;
import org.openbloctel.acceptance.shipped.WrongClock;
import org.openbloctel.server.accounts.webhook.Receiver;
import org.openbloctel.server.app.Cable;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.HandMadeRows;

/** Packaged servers behind a balancer, with one PostgreSQL, one disk and one company, whose webhook is received. */
final class Site implements AutoCloseable {
    static final String KEY = "obl_live_faultsfaults";

    private static final long LINES_A_FILE = 2_000_000;
    private static final long LINES_A_YEAR = 1_000_000_000;

    private final Pace pace;
    private final Path folder;
    private final Disk disk;
    private final Postgres postgres;
    private final Ports ports = new Ports();
    private final String masterKey;
    private final List<Node> made = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Receiver receiver;
    private final Balancer balancer;
    private final Optional<Path> wrongClock;
    private final List<byte[]> originals = new ArrayList<>();

    /** How its servers stop, and how long they wait for one another. */
    enum Pace {
        /** Soon, for tests of seconds; the balancer notices that a port is closed. */
        QUICK,
        /** As the package has it. */
        SHIPPED;

        private List<String> settings() {
            return this == QUICK
                    ? List.of("openbloctel.stop.drain=1s", "openbloctel.submissions.lease-seconds=5")
                    : List.of("openbloctel.stop.drain=10s");
        }
    }

    private Site(Path folder, Disk disk, Pace pace, SplittableRandom random) throws IOException, InterruptedException {
        this.folder = folder;
        this.disk = disk;
        this.pace = pace;
        this.postgres = Postgres.start(folder.resolve("postgres"));
        this.receiver = new Receiver();
        this.wrongClock = WrongClock.compiledIn(folder);
        for (int i = 0; i < CallFiles.count(); i++) {
            originals.add(CallFiles.file(i));
        }
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.masterKey = Base64.getEncoder().encodeToString(key);
        this.balancer = Balancer.start(ports.next(), List.of());
    }

    /** Starts all of it in an empty folder; returns once each server is ready and the company can work. */
    static Site start(Path folder, int servers, SplittableRandom random) throws IOException, InterruptedException {
        return start(new Site(folder, Disk.in(folder.resolve("disk")), Pace.QUICK, random), shipped(folder), servers);
    }

    /** The same with servers of the shipped pace, and a disk that does not become full. */
    static Site startAsShipped(Path folder, int servers, SplittableRandom random)
            throws IOException, InterruptedException {
        return start(
                new Site(folder, Disk.large(folder.resolve("disk")), Pace.SHIPPED, random), shipped(folder), servers);
    }

    /** What is shipped, unpacked. */
    static Shipment shipped(Path folder) throws IOException {
        return Shipment.into(Files.createDirectories(folder.resolve("program")));
    }

    /** The same with one server of another version, and a disk that does not become full. */
    static Site start(Path folder, Shipment shipment, SplittableRandom random)
            throws IOException, InterruptedException {
        return start(new Site(folder, Disk.large(folder.resolve("disk")), Pace.QUICK, random), shipment, 1);
    }

    private static Site start(Site site, Shipment shipment, int servers) throws IOException {
        try {
            Path list = Files.writeString(site.folder.resolve("list.txt"), CallFiles.list());
            for (int i = 0; i < servers; i++) {
                site.add(shipment, i == 0 ? List.of("openbloctel.list.import-file=" + list) : List.of());
            }
            site.open();
            return site;
        } catch (IOException | RuntimeException e) {
            site.close();
            throw e;
        }
    }

    /** Starts another server, and does not wait for it. */
    Node add(Shipment shipment, List<String> more) throws IOException {
        Cable cable = new Cable(postgres.port());
        List<String> settings = settings(cable);
        if (shipment.hasSetting("openbloctel.guard.coverage")) {
            settings.add("openbloctel.guard.coverage=false");
        }
        settings.addAll(more);
        Node node = new Node(shipment, folder.resolve("node-" + made.size()), ports, cable, settings, wrongClock);
        made.add(node);
        enter(node);
        return node;
    }

    /** Takes a server that starts into the service; the balancer finds it once its doors are open. */
    void enter(Node node) {
        nodes.add(node);
        balancer.add(node.port());
    }

    /** Takes a server out of the service and stops it as a supervisor does. Its exit code. */
    int leave(Node node) throws InterruptedException {
        nodes.remove(node);
        balancer.remove(node.port());
        return node.stop();
    }

    private void open() {
        nodes.forEach(Node::awaitReady);
        new Caller(postgres.owner(), "000000018", "Exemple")
                .withPlan(LINES_A_FILE, LINES_A_YEAR)
                .key(KEY, "checks", "submissions", "verdicts", "calls", "consents", "webhooks");
        // The caller's second factor is a placeholder, which the doctor would take for one under a lost key.
        postgres.rows().sql("update accounts.credential set totp_secret = null").update();
        acceptRows();
        String webhook = "{\"url\":\"" + receiver.url() + "\",\"events\":[\"submission.ready\"]}";
        HttpResponse<String> made = new Api(address()).post("/api/v1/webhooks", webhook);
        if (made.statusCode() != 201) {
            throw new IllegalStateException(made.body());
        }
    }

    /**
     * Accepts rows that a test wrote by SQL, as two people would. A version that does not compare powers with the trail has no entries of
     * them; the one after it records at its first start what it finds.
     */
    void acceptRows() {
        if (postgres.rows()
                .sql("select to_regclass('accounts.audit_entry_power') is not null")
                .query(Boolean.class)
                .single()) {
            HandMadeRows.accept(postgres.owner(), masterKey);
        }
    }

    private List<String> settings(Cable cable) {
        List<String> settings = new ArrayList<>(List.of(
                "openbloctel.database.url=" + postgres.url(cable.port()),
                "openbloctel.base-url=" + balancer.address(),
                "openbloctel.master-key=" + masterKey,
                "openbloctel.submissions.folder=" + disk.submissions(),
                "openbloctel.audit.checkpoint-folder=" + folder.resolve("checkpoints"),
                "openbloctel.submissions.free-megabytes=16",
                "openbloctel.submissions.threads=1",
                "openbloctel.submissions.most-waiting=10000",
                "openbloctel.submissions.downloads.files-an-hour=1000000",
                "openbloctel.submissions.downloads.lines-a-day=999999999",
                "openbloctel.http.trusted-proxies=127.0.0.1",
                "openbloctel.webhooks.allow-private=true",
                "openbloctel.operator.two-people=false",
                "openbloctel.mail.sealed=false",
                "openbloctel.checks.numbers-a-minute=999999999",
                "openbloctel.guard.least=999999999",
                "openbloctel.guard.free-year=999999999",
                "openbloctel.guard.free-day=999999999",
                "openbloctel.http.requests-a-minute.address=999999999",
                "openbloctel.http.requests-a-minute.person=999999999",
                "openbloctel.http.requests-a-minute.company=999999999"));
        settings.addAll(pace.settings());
        // Three servers and the doctor within the connections that the embedded PostgreSQL allows.
        settings.addAll(List.of(
                "openbloctel.database.checks.connections=2",
                "openbloctel.database.api.connections=3",
                "openbloctel.database.pages.connections=3",
                "openbloctel.database.accounts.connections=4",
                "openbloctel.database.list.connections=2"));
        return settings;
    }

    /** Where clients go. */
    URI address() {
        return balancer.address();
    }

    /** What leads clients to the servers. */
    Balancer balancer() {
        return balancer;
    }

    Postgres postgres() {
        return postgres;
    }

    Disk disk() {
        return disk;
    }

    Receiver receiver() {
        return receiver;
    }

    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    boolean hasWrongClock() {
        return wrongClock.isPresent();
    }

    byte[] original(int i) {
        return originals.get(i);
    }

    /** Waits until all of it works. */
    void awaitReady() {
        postgres.await();
        nodes.forEach(Node::awaitReady);
    }

    @Override
    public void close() throws IOException {
        balancer.close();
        for (Node node : made) {
            node.close();
        }
        receiver.close();
        postgres.close();
        disk.close();
    }
}
